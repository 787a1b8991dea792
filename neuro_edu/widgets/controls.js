function withUnit(number, control) {
  const digits = number.toFixed(control.decimals).replace("-", "\u2212");
  return control.unit ? `${digits}\u00a0${control.unit}` : digits;
}

// A control is { name, group, element, input, help, read(), write(value), showError(text), setBusy(busy) }.

function buildSlider(spec, id, onChange) {
  const input = make("input", {
    type: "range", id, min: spec.low, max: spec.high, step: spec.step, class: "neuro-slider",
  });
  const output = make("span", { class: "neuro-readout", "aria-hidden": "true" });
  const refresh = () => {
    const text = withUnit(input.valueAsNumber, spec);
    output.textContent = text;
    input.setAttribute("aria-valuetext", text);
    const travelled = (input.valueAsNumber - spec.low) / (spec.high - spec.low);
    input.style.setProperty("--neuro-travelled", `${100 * travelled}%`);
  };
  input.addEventListener("input", () => { refresh(); onChange(); });
  return {
    input,
    parts: [make("div", { class: "neuro-head" },
      make("label", { for: id, class: "neuro-label" }, spec.label), output), input],
    read: () => input.valueAsNumber,
    write: (value) => { input.value = value; refresh(); },
  };
}

function buildChoice(spec, id, onChange) {
  const input = make("select", { id, class: "neuro-select" },
    ...spec.options.map(([value, label]) => make("option", { value }, label)));
  input.addEventListener("change", onChange);
  return {
    input,
    parts: [make("label", { for: id, class: "neuro-label" }, spec.label), input],
    read: () => input.value,
    write: (value) => { input.value = value; },
  };
}

function buildToggle(spec, id, onChange) {
  const input = make("input", { type: "checkbox", id, class: "neuro-box" });
  input.addEventListener("change", onChange);
  return {
    input,
    parts: [make("label", { for: id, class: "neuro-label neuro-tick" }, input, spec.label)],
    read: () => input.checked,
    write: (value) => { input.checked = value; },
  };
}

// A press is answered before the next one counts. Not `disabled`: that would take the focus away, and
// with it the keys, which JupyterLab would act on.
function buildAction(spec, id, onChange) {
  const input = make("button", { type: "button", id, class: "neuro-button" }, spec.label);
  let value = spec.value;
  input.addEventListener("click", () => {
    if (isBusy(input)) return;
    value += 1;
    onChange();
  });
  return { input, parts: [input], read: () => value, write: (next) => { value = next; } };
}

const builders = {
  slider: buildSlider, choice: buildChoice, toggle: buildToggle, action: buildAction,
};

function buildControl(spec, onChange) {
  const id = newId();
  const { input, parts, read, write } = builders[spec.kind](spec, id, onChange);
  const help = make("p", { id: `${id}-help`, class: "neuro-help" }, spec.help);
  const error = make("p", { id: `${id}-error`, class: "neuro-error", role: "alert", hidden: true });
  input.setAttribute("aria-describedby", `${id}-help ${id}-error`);
  const showError = (text) => {
    setText(error, text);
    if (spec.kind !== "action") input.setAttribute("aria-invalid", String(text !== ""));
  };
  const setBusy = (busy) => { if (spec.kind === "action") markBusy(input, busy); };
  const element = make("div", { class: "neuro-control" }, ...parts, error);
  return { name: spec.name, group: spec.group, element, input, help, read, write, showError, setBusy };
}

const PRINTED_HELPS = 2;
const HOW_TO_READ = "Point at a control, or move to it with Tab, to read what it means.";

// One place for the help of all controls, where that of the control pointed at or in use is read; null
// where the help is printed below each control, or where there is none. The texts lie on each other,
// so that the longest sets the height and nothing on the page moves. Those not seen still describe
// their controls to a screen reader.
function buildHelps(controls) {
  const isSilent = controls.every(({ help }) => help.textContent === "");
  if (isSilent || controls.length <= PRINTED_HELPS) {
    for (const { element, help } of controls) {
      help.hidden = help.textContent === "";
      element.lastChild.before(help);
    }
    return null;
  }
  const hint = make("p", { class: "neuro-help" }, HOW_TO_READ);
  const box = make("div", { class: "neuro-helps" }, hint, ...controls.map(({ help }) => help));
  const show = (control) => {
    for (const text of box.children) text.classList.toggle("neuro-said", text === (control?.help ?? hint));
  };
  const inUse = () => controls.find(({ element }) => element.contains(document.activeElement));
  for (const control of controls) {
    const { element } = control;
    element.addEventListener("focusin", () => show(control));
    element.addEventListener("focusout", () => show(null));
    element.addEventListener("pointerenter", () => show(control));
    element.addEventListener("pointerleave", () => show(inUse()));
  }
  show(null);
  return box;
}

// Controls in their order, those of a group together in the frame of the first of them.
function arrangeControls(controls) {
  const frames = new Map();
  for (const { group, element } of controls) {
    const frame = frames.get(group || element)
      ?? (group ? make("fieldset", { class: "neuro-group" }, make("legend", {}, group)) : element);
    if (group) frame.append(element);
    frames.set(group || element, frame);
  }
  const element = make("div", { class: "neuro-controls" }, ...frames.values());
  element.style.setProperty("--neuro-frames", Math.max(1, frames.size));
  return element;
}
