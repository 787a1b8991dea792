function buildOption(question, index, group) {
  const id = newId();
  const input = make("input", {
    type: question.kind === "single" ? "radio" : "checkbox", name: group, id, class: "neuro-box",
    "aria-describedby": `${id}-said`,
  });
  const said = make("p", { id: `${id}-said`, class: "neuro-said", hidden: true });
  const label = make("label", { for: id, class: "neuro-option" }, input, question.options[index]);
  return { input, said, parts: [label, said] };
}

function buildNumber(question) {
  const id = newId();
  const input = make("input", { type: "number", step: "any", id, class: "neuro-number" });
  const said = make("p", { id: `${id}-said`, class: "neuro-said", hidden: true });
  input.setAttribute("aria-describedby", `${id}-said`);
  const name = question.unit ? `Your answer in ${question.unit}` : "Your answer";
  return { input, said, parts: [make("label", { for: id, class: "neuro-option" }, name, input), said] };
}

function buildQuestion(question, position, send) {
  const numeric = question.kind === "numeric";
  const group = newId();
  const fields = numeric
    ? [buildNumber(question)]
    : question.options.map((_, index) => buildOption(question, index, group));
  const verdict = make("span", { role: "status", class: "neuro-verdict" });
  const problem = make("p", { class: "neuro-error", role: "alert", hidden: true });
  const check = make("button", { type: "button", class: "neuro-button" }, "Check");

  const read = () => {
    if (numeric) return fields[0].input.valueAsNumber;
    return fields.flatMap((field, index) => (field.input.checked ? [index] : []));
  };
  const clear = () => {
    verdict.textContent = "";
    setText(problem, "");
    for (const field of fields) setText(field.said, "");
  };
  const submit = () => {
    const answer = read();
    if (numeric ? Number.isNaN(answer) : answer.length === 0) {
      clear();
      setText(problem, numeric ? "Type a number first." : "Choose an answer first.");
    } else send({ do: "check", id: question.id, answer });
  };
  const show = (given) => {
    clear();
    if (!given) return;
    if (numeric) fields[0].input.value = given.answer;
    else fields.forEach((field, index) => { field.input.checked = given.answer.includes(index); });
    for (const [index, right, text] of given.feedback) {
      const { said } = fields[Math.max(index, 0)];
      said.dataset.right = right;
      setText(said, `${right ? "\u2713" : "\u2717"} ${text}`);
    }
    verdict.textContent = given.summary;
  };
  const empty = () => {
    for (const { input } of fields) {
      if (numeric) input.value = "";
      else input.checked = false;
    }
  };
  check.addEventListener("click", submit);
  for (const { input } of fields) {
    input.addEventListener("input", clear);
    if (numeric) input.addEventListener("keydown", (e) => { if (e.key === "Enter") submit(); });
  }
  const hint = question.kind === "multiple" ? " (choose all that apply)" : "";
  const element = make("fieldset", { class: "neuro-question" },
    make("legend", { class: "neuro-stem" }, `${position}. ${question.stem.trim()}${hint}`),
    ...fields.flatMap((field) => field.parts), problem,
    make("div", { class: "neuro-foot" }, check, verdict));
  return { id: question.id, element, show, empty, fail: (text) => { clear(); setText(problem, text); } };
}

function render({ model, el }) {
  const send = (message) => model.send(message);
  const questions = model.get("_questions").map((q, index) => buildQuestion(q, index + 1, send));
  const score = make("p", { role: "status", class: "neuro-score" });
  const again = make("button", { type: "button", class: "neuro-button" }, "Start again");
  again.addEventListener("click", () => {
    for (const question of questions) question.empty();
    showState({});
    send({ do: "reset" });
  });
  let shown = {};
  // Only what changed: an answer being edited elsewhere in the quiz is left alone.
  const showState = (given) => {
    for (const question of questions) {
      const before = JSON.stringify(shown[question.id]);
      if (JSON.stringify(given[question.id]) !== before) question.show(given[question.id]);
    }
    shown = given;
  };
  const onState = () => {
    const state = model.get("_state");
    showState(state.given);
    setText(score, state.score);
  };
  const onMessage = (message) => {
    questions.find((question) => question.id === message.id)?.fail(message.problem);
  };
  el.append(make("div", { class: "neuro-panel", role: "group", "aria-label": "Questions" },
    ...questions.map((question) => question.element),
    make("div", { class: "neuro-foot neuro-total" }, score, again)));
  keepKeys(el);
  onState();
  model.on("change:_state", onState);
  model.on("msg:custom", onMessage);
  return () => {
    model.off("change:_state", onState);
    model.off("msg:custom", onMessage);
  };
}

export default { render };
