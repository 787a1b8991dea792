// What every panel needs: building elements, ids that no other panel has, keys that stay here.

let panelsMade = 0;

function newId() {
  panelsMade += 1;
  return `neuro-${panelsMade}-${Math.random().toString(36).slice(2, 8)}`;
}

function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "class") element.className = value;
    else if (name.includes("-") || name === "for" || name === "role") element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children);
  return element;
}

// JupyterLab acts on bare keys wherever the focus is: arrows jump between headings, "d d" deletes
// the cell. Key combinations, Escape and Shift+Enter stay with JupyterLab.
function keepKeys(root) {
  root.addEventListener("keydown", (event) => {
    const forLab = event.ctrlKey || event.metaKey || event.altKey || event.key === "Escape"
      || (event.key === "Enter" && event.shiftKey);
    if (!forLab) event.stopPropagation();
  });
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
  element.hidden = text === "";
}

// A button that is busy keeps the focus; who listens to its clicks asks `isBusy` first.
function markBusy(button, busy) {
  button.setAttribute("aria-disabled", String(busy));
}

function isBusy(button) {
  return button.getAttribute("aria-disabled") === "true";
}

// Voila shows a notebook without menus, and runs it again when the page is loaded again.
const RUN_AGAIN = "voila" in document.body.dataset
  ? "reload this page." : "choose Run, then Run All Cells.";
const LOST = `This panel is not connected to a running kernel. To go on, ${RUN_AGAIN}`;
const NO_ANSWER = `No answer yet. If nothing comes, ${RUN_AGAIN}`;
const PATIENCE_MS = 3000;

// Tells a panel and its student whether anything still answers. `waitingText` is shown when an answer
// takes long: the computation may be a long one, so that alone does not mean the kernel is gone.
function watchKernel(model, waitingText, onChange) {
  const alert = make("p", { class: "neuro-error", role: "alert", hidden: true });
  const notice = make("p", { class: "neuro-waiting", role: "status", hidden: true });
  let timer = 0;
  let lost = false;

  const setLost = (isLost) => {
    lost = isLost;
    if (lost) wait(false);
    setText(alert, lost ? LOST : "");
    onChange();
  };
  // Sending fails once the kernel was restarted or shut down: its channel is closed then.
  const send = (message) => {
    try {
      model.send(message);
      if (lost) setLost(false);
    } catch {
      setLost(true);
    }
  };
  const probe = () => send({ probe: true });
  const wait = (pending) => {
    clearTimeout(timer);
    setText(notice, "");
    if (pending && !lost) timer = setTimeout(onSilence, PATIENCE_MS);
  };
  const onSilence = () => {
    probe();
    if (!lost) setText(notice, waitingText);
  };
  // ipywidgets raises this when a kernel restarts (a shutdown raises nothing) or is found again.
  model.on("comm_live_update", probe);
  const stop = () => {
    clearTimeout(timer);
    model.off("comm_live_update", probe);
  };
  return { alert, notice, isLost: () => lost, probe, wait, send, stop };
}

// Puts a panel on the page that is shown anew whenever `_shown` differs; returns what takes it away.
function mountPanel({ model, el }, panel, kernel, show) {
  el.append(panel);
  keepKeys(el);
  show();
  kernel.probe();
  model.on("change:_shown", show);
  return () => {
    kernel.stop();
    model.off("change:_shown", show);
  };
}
