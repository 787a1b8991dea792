// A panel of controls, picture and finding. An extra is what a kind of panel adds below:
// { element, setLost(lost), stop() }.

const STILL_WAITING = "No answer yet: the picture still shows the values before. "
  + `If nothing comes, ${RUN_AGAIN}`;

const FEW_CONTROLS = 4;

// How much of the panel stands above the picture; measured when the width changes only, so that an
// error beside a control does not make the picture jump.
function watchHeight(panel, stage) {
  let width = 0;
  const observer = new ResizeObserver(() => {
    if (panel.clientWidth === width) return;
    width = panel.clientWidth;
    const above = stage.getBoundingClientRect().top - panel.getBoundingClientRect().top;
    panel.style.setProperty("--neuro-above", `${Math.round(above)}px`);
  });
  observer.observe(panel);
  return () => observer.disconnect();
}

function buildLivePanel({ model, el }, buildExtra = () => null) {
  const face = model.get("_face");
  const choose = (values) => {
    model.set("_chosen", values);
    model.save_changes();
    showWaiting();
  };
  const chosen = () => Object.fromEntries(controls.map((c) => [c.name, c.read()]));
  const controls = face.controls.map((spec) => buildControl(spec, () => choose(chosen())));
  const reset = make("button", { type: "button", class: "neuro-button" }, "Reset");
  reset.hidden = controls.length === 0;
  const picture = buildPicture(face);
  const finding = make("p", { class: "neuro-finding", role: "status" });
  const details = buildDetails("Details");
  const progress = buildProgress();
  const stage = make("div", { class: "neuro-stage" }, picture.box, progress.element);
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
    if (lost) progress.show(null);
    sound.setLost(lost);
    extra?.setLost(lost);
    showWaiting();
  };
  const kernel = watchKernel(model, STILL_WAITING, showValues);
  const isUnanswered = (name) => !kernel.isLost()
    && model.get("_chosen")[name] !== model.get("_shown").asked[name];
  const isPending = () => controls.some(({ name }) => isUnanswered(name));
  const sound = buildSound(face.title, kernel, isPending);
  const extra = buildExtra(model, kernel);
  const showWaiting = () => {
    for (const control of controls) control.setBusy(isUnanswered(control.name));
    stage.setAttribute("aria-busy", String(isPending()));
    kernel.wait(isPending());
  };
  let pictured = 0;
  const showResult = () => {
    const shown = model.get("_shown");
    if (shown.picture !== pictured) {
      pictured = shown.picture;
      sound.drop();
      picture.show(shown.png, shown.finding);
      details.show(shown.details);
    }
    setText(finding, shown.finding);
    setText(problem, shown.problem);
    for (const control of controls) control.showError(shown.errors[control.name] ?? "");
    showWaiting();
    if (!isPending()) sound.settle();
  };
  const receive = (content, buffers) => {
    if ("progress" in content) {
      progress.show(content.progress);
      kernel.wait(content.progress !== null); // it answers, so nothing is amiss
    }
    sound.receive(content, buffers);
  };
  reset.addEventListener("click", () => {
    choose(Object.fromEntries(face.controls.map((spec) => [spec.name, spec.value])));
  });

  const helps = buildHelps(controls);
  const buttons = make("div", { class: "neuro-buttons" }, reset, ...(face.sound ? [sound.button] : []));
  const top = make("div", { class: "neuro-top" }, arrangeControls(controls));
  if (!helps) top.append(buttons);
  // Above the picture at any width: with the controls in sight, and with the picture.
  const bar = helps ? [make("div", { class: "neuro-bar" }, helps, buttons)] : [];
  const main = make("div", { class: "neuro-main" }, ...bar, kernel.alert, problem, stage,
    sound.player, sound.error, kernel.notice, finding);
  const work = make("div", { class: "neuro-work" }, top, main);
  work.classList.toggle("neuro-many", controls.length > FEW_CONTROLS);
  const panel = make("div", { class: "neuro-panel neuro-live", role: "group", "aria-label": face.title },
    work, details.box, ...(extra ? [extra.element] : []));
  el.append(panel);
  keepKeys(el);
  const stopHeight = watchHeight(panel, stage);
  showValues();
  kernel.probe();
  showResult();
  model.on("change:_chosen", showValues);
  model.on("change:_shown", showResult);
  model.on("msg:custom", receive);
  return () => {
    model.off("change:_chosen", showValues);
    model.off("change:_shown", showResult);
    model.off("msg:custom", receive);
    kernel.stop();
    stopHeight();
    sound.drop();
    picture.stop();
    details.stop();
    extra?.stop();
  };
}
