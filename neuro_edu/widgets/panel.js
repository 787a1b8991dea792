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

const LOST = "This panel is not connected to a running kernel. Choose Run, then Run All Cells.";
const PATIENCE_MS = 3000;

// Tells a panel and its student whether anything still answers. `waitingText` is shown when an answer
// takes long: the computation may be a long one, so that alone does not mean the kernel is gone.
function watchKernel(model, el, waitingText, onChange) {
  const alert = make("p", { class: "neuro-error", role: "alert", hidden: true });
  const notice = make("p", { class: "neuro-waiting", role: "status", hidden: true });
  let timer = 0;
  let commClosed = false;
  // ipywidgets marks the views of a model without a kernel with this class, then raises the event.
  const isLost = () => commClosed || el.classList.contains("jupyter-widgets-disconnected");

  const wait = (pending) => {
    clearTimeout(timer);
    setText(notice, "");
    if (pending && !isLost()) timer = setTimeout(onSilence, PATIENCE_MS);
  };
  const refresh = () => {
    if (isLost()) wait(false);
    setText(alert, isLost() ? LOST : "");
    onChange();
  };
  const send = (message) => {
    try {
      model.send(message);
    } catch {
      commClosed = true; // a kernel that was shut down gives no other sign
      refresh();
    }
  };
  const onSilence = () => {
    send({ probe: true });
    if (!isLost()) setText(notice, waitingText);
  };
  const onConnection = () => {
    commClosed = false;
    refresh();
  };
  model.on("comm_live_update", onConnection);
  const stop = () => {
    clearTimeout(timer);
    model.off("comm_live_update", onConnection);
  };
  return { alert, notice, isLost, wait, send, refresh, stop };
}
