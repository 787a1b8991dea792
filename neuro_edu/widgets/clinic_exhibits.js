// Pictures that the kernel makes when they are asked for, one in sight at a time, with its sound.

const PROMPT_MS = 500;

// Text for a screen reader and for the eye, shown only when something takes longer than half a second.
function buildPatience(text) {
  const element = make("p", { class: "neuro-waiting", role: "status", hidden: true });
  let timer = 0;
  const wait = (waiting) => {
    clearTimeout(timer);
    setText(element, "");
    if (waiting) timer = setTimeout(() => setText(element, text), PROMPT_MS);
  };
  return { element, wait };
}

function buildExhibits(specs, kernel) {
  let shown = "";
  let wanted = "";
  let picture = null;
  const bar = make("div", { class: "neuro-foot", role: "group", "aria-label": "Recordings and pictures" });
  const buttons = specs.map((spec) => {
    const button = make("button", { type: "button", class: "neuro-button" }, spec.label);
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => ask(spec.id));
    bar.append(button);
    return { button, spec };
  });
  const stage = make("div", { class: "neuro-exhibit" });
  const patience = buildPatience("Recording …");
  const progress = buildProgress();
  const finding = make("p", { class: "neuro-finding", role: "status", hidden: true });
  const error = make("p", { class: "neuro-error", role: "alert", hidden: true });
  const toKernel = { send: (message) => kernel.send({ ...message, exhibit: shown }) };
  const sound = buildSound("recording", toKernel, () => false);
  sound.button.hidden = true;
  const element = make("div", { class: "neuro-exhibits" }, bar, patience.element, progress.element, error,
    stage, make("div", { class: "neuro-foot" }, sound.button), sound.player, sound.error, finding);

  const ask = (id) => {
    wanted = id;
    setText(error, "");
    patience.wait(true);
    kernel.send({ exhibit: id });
  };
  const showPicture = ({ size, text }, png) => {
    shown = wanted;
    sound.drop();
    picture?.stop();
    picture = buildPicture({ width: size[0], height: size[1] });
    picture.show(png, text);
    stage.replaceChildren(picture.box);
    setText(finding, text);
    for (const { button, spec } of buttons) {
      button.setAttribute("aria-pressed", String(spec.id === shown));
      if (spec.id === shown) sound.button.hidden = !spec.sound;
    }
  };
  const receive = (content, buffers) => {
    sound.receive(content, buffers);
    if (content.exhibit !== wanted || wanted === "") return;
    if ("progress" in content) {
      progress.show(content.progress);
      return;
    }
    patience.wait(false);
    progress.show(null);
    setText(error, content.error);
    if (buffers.length > 0) showPicture(content, buffers[0]);
  };
  const setLost = (lost) => {
    for (const { button } of buttons) button.disabled = lost;
    sound.setLost(lost);
    if (lost) {
      patience.wait(false);
      progress.show(null);
    }
  };
  const stop = () => {
    patience.wait(false);
    sound.drop();
    picture?.stop();
  };
  return { element, receive, setLost, stop, begin: () => ask(specs[0].id) };
}
