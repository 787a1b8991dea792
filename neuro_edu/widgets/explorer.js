function withUnit(number, control) {
  const digits = number.toFixed(control.decimals).replace("-", "\u2212");
  return control.unit ? `${digits}\u00a0${control.unit}` : digits;
}

// A control is { name, element, input, read(), write(value), showError(text) }.

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

const builders = { slider: buildSlider, choice: buildChoice, toggle: buildToggle };

function buildControl(spec, onChange) {
  const id = newId();
  const { input, parts, read, write } = builders[spec.kind](spec, id, onChange);
  const help = make("p", { id: `${id}-help`, class: "neuro-help" }, spec.help);
  const error = make("p", { id: `${id}-error`, class: "neuro-error", role: "alert", hidden: true });
  help.hidden = spec.help === "";
  input.setAttribute("aria-describedby", `${id}-help ${id}-error`);
  const showError = (text) => {
    setText(error, text);
    input.setAttribute("aria-invalid", String(text !== ""));
  };
  const element = make("div", { class: "neuro-control" }, ...parts, help, error);
  return { name: spec.name, element, input, read, write, showError };
}

// The picture scrolls inside its own box where it would get too small to read; only then is the box a
// stop of the Tab key.
function buildPicture(face) {
  const image = make("img", {
    width: face.width, height: face.height, class: "neuro-picture", alt: "",
  });
  image.style.setProperty("--neuro-width", `${face.width}px`);
  image.style.setProperty("--neuro-ratio", face.width / face.height);
  const box = make("div", { class: "neuro-scroll", role: "group", "aria-label": "Picture" }, image);
  const observer = new ResizeObserver(() => {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  });
  observer.observe(box);
  return { image, box, stop: () => observer.disconnect() };
}

const STILL_WAITING = "No answer yet: the picture still shows the values before. "
  + "If nothing comes, choose Run, then Run All Cells.";

function render({ model, el }) {
  const face = model.get("_face");
  const choose = (values) => {
    model.set("_chosen", values);
    model.save_changes();
    showWaiting();
  };
  const chosen = () => Object.fromEntries(controls.map((c) => [c.name, c.read()]));
  const controls = face.controls.map((spec) => buildControl(spec, () => choose(chosen())));
  const reset = make("button", { type: "button", class: "neuro-button" }, "Reset");
  const picture = buildPicture(face);
  const { image } = picture;
  const finding = make("p", { class: "neuro-finding", role: "status" });
  const problem = make("p", { class: "neuro-error", role: "alert", hidden: true });

  // Controls that nothing answers stand at the values of the picture and cannot be moved.
  const showValues = () => {
    const lost = kernel.isLost();
    const values = lost ? model.get("_shown").values : model.get("_chosen");
    for (const control of controls) {
      control.write(values[control.name]);
      control.input.disabled = lost;
    }
    reset.disabled = lost;
  };
  const kernel = watchKernel(model, STILL_WAITING, showValues);
  const showWaiting = () => {
    const { asked } = model.get("_shown");
    kernel.wait(Object.entries(model.get("_chosen")).some(([name, value]) => value !== asked[name]));
  };
  let address = "";
  const showResult = () => {
    const shown = model.get("_shown");
    const next = URL.createObjectURL(new Blob([shown.png], { type: "image/png" }));
    image.src = next;
    URL.revokeObjectURL(address);
    address = next;
    image.alt = shown.finding;
    setText(finding, shown.finding);
    setText(problem, shown.problem);
    for (const control of controls) control.showError(shown.errors[control.name] ?? "");
    showWaiting();
  };
  reset.addEventListener("click", () => {
    choose(Object.fromEntries(face.controls.map((spec) => [spec.name, spec.value])));
  });

  el.append(make("div", { class: "neuro-panel", role: "group", "aria-label": face.title },
    make("div", { class: "neuro-top" },
      make("div", { class: "neuro-controls" }, ...controls.map((c) => c.element)), reset),
    kernel.alert, problem, picture.box, kernel.notice, finding));
  keepKeys(el);
  showValues();
  kernel.probe();
  showResult();
  model.on("change:_chosen", showValues);
  model.on("change:_shown", showResult);
  return () => {
    model.off("change:_chosen", showValues);
    model.off("change:_shown", showResult);
    kernel.stop();
    picture.stop();
    URL.revokeObjectURL(address);
  };
}

export default { render };
