// An answer field is { element, input, feedback }: a radio button, a check box or a line for a number.

function buildOption(spec, text, group) {
  const id = newId();
  const type = spec.kind === "single" ? "radio" : "checkbox";
  const input = make("input", {
    type, id, name: group, class: "neuro-box", "aria-describedby": `${id}-feedback`,
  });
  const feedback = make("p", { id: `${id}-feedback`, class: "neuro-feedback", hidden: true });
  const label = make("label", { for: id, class: "neuro-option" }, input, make("span", {}, text));
  return { element: make("div", {}, label, feedback), input, feedback };
}

// Not type="number": that refuses a decimal comma on most computers.
function buildNumber(spec) {
  const id = newId();
  const input = make("input", {
    type: "text", id, inputMode: "decimal", autocomplete: "off", class: "neuro-number",
    "aria-describedby": `${id}-feedback`,
  });
  const feedback = make("p", { id: `${id}-feedback`, class: "neuro-feedback", hidden: true });
  const label = make("label", { for: id, class: "neuro-option" },
    make("span", {}, "Your answer"), input, make("span", {}, spec.unit));
  return { element: make("div", {}, label, feedback), input, feedback };
}

// How the two kinds of question are read and filled in.
const choiceFields = {
  build: (spec, group) => spec.options.map((text) => buildOption(spec, text, group)),
  isEmpty: (fields) => !fields.some(({ input }) => input.checked),
  read: (fields) => fields.flatMap(({ input }, index) => (input.checked ? [index] : [])),
  write: (fields, choice) => fields.forEach(({ input }, index) => {
    input.checked = choice.includes(index);
  }),
  chosen: (choice) => choice,
};
const numberFields = {
  build: (spec) => [buildNumber(spec)],
  isEmpty: ([{ input }]) => input.value.trim() === "",
  read: ([{ input }]) => input.value,
  write: ([{ input }], choice) => { input.value = String(choice[0] ?? ""); },
  chosen: () => [0],
};

function showFeedback(element, said) {
  element.replaceChildren(...(said?.sign ? [make("strong", {}, said.sign), " "] : []), said?.text ?? "");
  element.dataset.right = said?.right ?? "";
  element.hidden = said === null;
}

const NOT_CONNECTED = `Not connected: ${RUN_AGAIN}`;

function buildQuestion(spec, send) {
  const kind = spec.kind === "numeric" ? numberFields : choiceFields;
  const fields = kind.build(spec, newId());
  const check = make("button", { type: "submit", class: "neuro-button" }, "Check");
  const again = make("button", { type: "button", class: "neuro-button" }, "Try again");
  // Focused when an answer comes back, so that the keyboard stays here and the mark is read out.
  const verdict = make("p", { class: "neuro-verdict", tabIndex: -1, hidden: true });
  const hint = make("p", { class: "neuro-help", hidden: true });
  const unheard = make("p", { class: "neuro-help", hidden: true });
  const error = make("p", { class: "neuro-error", role: "alert", hidden: true });
  const element = make("form", { class: "neuro-question", noValidate: true },
    make("fieldset", {},
      make("legend", {}, spec.stem),
      ...(spec.caution ? [make("p", { class: "neuro-help" }, spec.caution)] : []),
      ...fields.map((field) => field.element),
      make("div", { class: "neuro-foot" }, check, verdict, hint, again, unheard), error));

  let answered = false;
  let waiting = false;
  let lost = false;
  const refresh = () => {
    check.disabled = lost || kind.isEmpty(fields);
    again.disabled = lost;
    for (const { input } of fields) input.disabled = lost || answered;
    setText(unheard, lost && (check.hidden === false || again.hidden === false) ? NOT_CONNECTED : "");
  };
  const ask = (message) => {
    waiting = true;
    send({ question: spec.id, ...message });
  };
  const showLost = (isLost) => {
    lost = isLost;
    refresh();
  };
  element.addEventListener("input", refresh);
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    ask({ choice: kind.read(fields) });
  });
  again.addEventListener("click", () => ask({ retry: true }));

  const show = (answer, problem) => {
    if (answer || answered) kind.write(fields, answer?.choice ?? []);
    const changed = answered !== Boolean(answer);
    answered = Boolean(answer);
    for (const { feedback } of fields) showFeedback(feedback, null);
    if (answer) {
      kind.chosen(answer.choice).forEach((field, i) => showFeedback(fields[field].feedback, answer.feedback[i]));
    }
    setText(verdict, answer?.mark ?? "");
    const said = fields.filter(({ feedback }) => !feedback.hidden).map(({ feedback }) => feedback.id);
    verdict.setAttribute("aria-describedby", said.join(" "));
    setText(hint, answer?.hint ?? "");
    setText(error, problem);
    check.hidden = answered;
    again.hidden = !answered || answer.right;
    refresh();
    if (waiting && changed) (answered ? verdict : fields[0].input).focus();
    waiting = false;
  };
  return { id: spec.id, element, show, showLost, focus: () => fields[0].input.focus() };
}

function render(view) {
  const { model } = view;
  const face = model.get("_face");
  const questions = face.questions.map((spec) => buildQuestion(spec, (message) => {
    kernel.wait(true);
    kernel.send(message);
  }));
  const kernel = watchKernel(model, NO_ANSWER, () => {
    for (const question of questions) question.showLost(kernel.isLost());
    restart.disabled = kernel.isLost();
  });
  const score = make("p", { class: "neuro-finding", role: "status" });
  const problem = make("p", { class: "neuro-error", role: "alert", hidden: true });
  const notice = make("p", { class: "neuro-help", role: "status", hidden: true });
  const restart = make("button", { type: "button", class: "neuro-button" }, "Start again");
  const note = make("p", { class: "neuro-note", hidden: face.note === "" }, face.note);

  let restarting = false;
  restart.addEventListener("click", () => {
    restarting = true;
    kernel.wait(true);
    kernel.send({ restart: true });
  });
  const showMarks = () => {
    kernel.wait(false);
    const { answered, score: text, notice: said, errors } = model.get("_shown");
    for (const question of questions) question.show(answered[question.id], errors[question.id] ?? "");
    setText(problem, errors[""] ?? "");
    setText(score, text);
    setText(notice, said);
    restart.hidden = Object.keys(answered).length === 0;
    if (restarting && restart.hidden) questions[0].focus();
    restarting = false;
  };
  const panel = make("div", { class: "neuro-panel", role: "group", "aria-label": "Questions" }, kernel.alert,
    ...questions.map((question) => question.element), problem, kernel.notice, score,
    make("div", { class: "neuro-foot" }, restart, notice), note);
  return mountPanel(view, panel, kernel, showMarks);
}

export default { render };
