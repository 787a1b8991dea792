function buildRiddleOption([value, label], group) {
  const input = make("input", { type: "radio", name: group, value, class: "neuro-box" });
  const sign = make("strong", { class: "neuro-sign" });
  const element = make("label", { class: "neuro-option" }, input, make("span", {}, label, sign));
  return { value, input, sign, element };
}

// The question, its verdict and the score, below picture and finding.
function buildRiddle(model, kernel) {
  const face = model.get("_face");
  const group = newId();
  const options = face.options.map((option) => buildRiddleOption(option, group));
  const legend = make("legend");
  const answer = make("button", { type: "submit", class: "neuro-button" }, "Answer");
  const next = make("button", { type: "button", class: "neuro-button" }, "Next");
  const explanation = make("p", { id: newId(), class: "neuro-feedback" });
  // Focused when the answer comes back, so that the keyboard stays here and it is read out.
  const verdict = make("p", {
    class: "neuro-verdict", tabIndex: -1, "aria-describedby": explanation.id,
  });
  const problem = make("p", { class: "neuro-error", role: "alert", hidden: true });
  const score = make("p", { class: "neuro-score", role: "status" });
  const byType = buildDetails("Score by type");
  const element = make("form", { class: "neuro-question neuro-riddle", noValidate: true },
    make("fieldset", {}, legend,
      make("div", { class: "neuro-options" }, ...options.map((option) => option.element))),
    verdict, explanation, problem,
    make("div", { class: "neuro-foot" }, answer, next, score), byType.box);

  let isWaiting = false;
  const chosen = () => options.find(({ input }) => input.checked);
  const refresh = () => {
    const lost = kernel.isLost();
    const { answered } = model.get("_riddle");
    answer.hidden = Boolean(answered);
    next.hidden = !answered;
    answer.disabled = lost || !chosen();
    next.disabled = lost;
    for (const button of [answer, next]) markBusy(button, isWaiting);
    for (const { input } of options) input.disabled = lost || Boolean(answered);
  };
  const ask = (message) => {
    if (isWaiting) return;
    isWaiting = true;
    refresh();
    kernel.wait(true);
    kernel.send({ riddle: model.get("_riddle").number, ...message });
  };
  const showAnswer = (answered) => {
    for (const { value, input, sign } of options) {
      if (answered) input.checked = value === answered.chosen;
      const isTruth = value === answered?.truth;
      sign.textContent = isTruth ? " \u2713" : (answered && input.checked ? " \u2717" : "");
    }
    setText(verdict, answered?.mark ?? "");
    setText(explanation, answered?.explanation ?? "");
    explanation.dataset.right = answered?.right ?? "";
  };
  let { number } = model.get("_riddle");
  const show = () => {
    const riddle = model.get("_riddle");
    if (riddle.number !== number) for (const { input } of options) input.checked = false;
    number = riddle.number;
    legend.textContent = `${number}. ${face.question}`;
    showAnswer(riddle.answered);
    setText(problem, riddle.problem);
    setText(score, riddle.score);
    byType.show(riddle.by_type);
    const wasWaiting = isWaiting;
    isWaiting = false;
    refresh();
    if (!wasWaiting) return;
    kernel.wait(false);
    if (riddle.answered) verdict.focus();
    else (chosen() ?? options[0]).input.focus();
  };
  element.addEventListener("change", refresh);
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!answer.disabled && !answer.hidden) ask({ answer: chosen().value });
  });
  next.addEventListener("click", () => ask({ next: true }));
  show();
  model.on("change:_riddle", show);
  const setLost = (lost) => {
    if (lost) isWaiting = false;
    refresh();
  };
  const stop = () => {
    model.off("change:_riddle", show);
    byType.stop();
  };
  return { element, setLost, stop };
}

export default {
  initialize: watchFirstPicture,
  render: (view) => buildLivePanel(view, buildRiddle),
};
