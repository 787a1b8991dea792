// A step is { element, show(spec), focus() }: it is built once and grows with what was chosen.

// What a reply tells; it takes the focus, so that it is read out and the keyboard goes on from there.
function buildTold({ label, told }) {
  const verdict = told.verdict ? [make("p", { class: "neuro-verdict" }, told.verdict)] : [];
  const element = make("div", { class: "neuro-told", tabIndex: -1, role: "group", "aria-label": label },
    ...verdict, ...buildParagraphs(told.text));
  element.dataset.right = told.right ?? "";
  return element;
}

function buildAsking(spec, send) {
  const rows = spec.replies.map(({ label }, number) => {
    const button = make("button", { type: "button", class: "neuro-button" }, label);
    button.addEventListener("click", () => send({ step: spec.id, reply: number }));
    return { button, element: make("div", { class: "neuro-reply" }, button), isTold: false };
  });
  const show = ({ replies }, moveFocus) => rows.forEach((row, number) => {
    if (row.isTold || !replies[number].told) return;
    row.isTold = true;
    const told = buildTold(replies[number]);
    row.element.replaceChildren(make("p", { class: "neuro-label" }, replies[number].label), told);
    if (moveFocus) told.focus();
  });
  return { elements: rows.map((row) => row.element), show, buttons: rows.map((row) => row.button) };
}

function buildChoosing(spec, send) {
  const group = newId();
  const inputs = spec.replies.map(() => make("input", {
    type: "radio", id: newId(), name: group, class: "neuro-box",
  }));
  const rows = spec.replies.map(({ label }, number) => make("div", {}, make("label", {
    for: inputs[number].id, class: "neuro-option",
  }, inputs[number], make("span", {}, label))));
  const button = make("button", { type: "submit", class: "neuro-button", disabled: true }, "Choose");
  const form = make("form", { class: "neuro-question", noValidate: true },
    make("fieldset", {}, make("legend", { class: "neuro-unseen" }, spec.heading), ...rows),
    make("div", { class: "neuro-foot" }, button));
  form.addEventListener("input", () => { button.disabled = false; });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send({ step: spec.id, reply: inputs.findIndex((input) => input.checked) });
  });
  let isTold = false;
  const show = ({ replies }, moveFocus) => {
    const chosen = replies.findIndex((reply) => reply.told);
    if (isTold || chosen < 0) return;
    isTold = true;
    const told = buildTold(replies[chosen]);
    rows[chosen].append(told);
    inputs.forEach((input, number) => {
      input.checked = number === chosen;
      input.disabled = true;
    });
    button.hidden = true;
    if (moveFocus) told.focus();
  };
  const setLost = (lost) => {
    if (isTold) return;
    for (const input of inputs) input.disabled = lost;
    button.disabled = lost || !inputs.some((input) => input.checked);
  };
  return { elements: [form], show, setLost };
}

function buildStep(spec, send) {
  const heading = make("h3", { class: "neuro-step", tabIndex: -1 }, spec.heading);
  const kinds = { tell: () => ({ elements: [], show: () => {} }), ask: buildAsking, choose: buildChoosing };
  const { elements, show, setLost, buttons = [] } = kinds[spec.kind](spec, send);
  const element = make("section", {}, heading, ...buildParagraphs(spec.text), ...elements);
  return {
    element,
    show,
    focus: () => heading.focus(),
    setLost: setLost ?? ((lost) => { for (const button of buttons) button.disabled = lost; }),
  };
}

function render(view) {
  const { model } = view;
  const face = model.get("_face");
  let steps = [];
  let asked = false;
  const ask = (message) => {
    asked = true;
    kernel.wait(true);
    kernel.send(message);
  };
  const goOn = make("button", { type: "button", class: "neuro-button" });
  const restart = make("button", { type: "button", class: "neuro-button" }, "Start again");
  const told = make("div", {});
  const problem = make("p", { class: "neuro-error", role: "alert", hidden: true });
  const notice = make("p", { class: "neuro-help", role: "status", hidden: true });
  const note = make("p", { class: "neuro-note", hidden: face.note === "" }, face.note);
  const showLost = () => {
    for (const button of [goOn, restart]) button.disabled = kernel.isLost();
    for (const step of steps) step.setLost(kernel.isLost());
  };
  const kernel = watchKernel(model, NO_ANSWER, showLost);
  goOn.addEventListener("click", () => ask({ after: steps.length }));
  restart.addEventListener("click", () => ask({ restart: true }));

  const show = () => {
    kernel.wait(false);
    const shown = model.get("_shown");
    const isAnew = shown.steps.length < steps.length;
    if (isAnew || steps.length === 0) {
      steps = [];
      told.replaceChildren();
    }
    const nBefore = steps.length;
    for (const spec of shown.steps.slice(nBefore)) {
      steps.push(buildStep(spec, ask));
      told.append(steps.at(-1).element);
    }
    shown.steps.forEach((spec, number) => steps[number].show(spec, asked && number < nBefore));
    setText(goOn, shown.next && `Continue: ${shown.next}`);
    setText(problem, shown.problem);
    setText(notice, shown.notice);
    restart.hidden = steps.length === 1;
    if (asked && steps.length > nBefore) steps.at(-1).focus();
    asked = false;
  };
  const panel = make("div", { class: "neuro-panel neuro-case", role: "group", "aria-label": face.title },
    make("p", { class: "neuro-title" }, face.title), kernel.alert, told, problem,
    make("div", { class: "neuro-foot" }, goOn, restart), kernel.notice, notice, note);
  return mountPanel(view, panel, kernel, show);
}

export default { render };
