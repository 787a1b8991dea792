const VOTES = ["First vote", "After discussion"];
const WHICH = [" (upper bar)", " (lower bar)"];
const LETTERS = "ABCDEFGHIJ";

// Hands are typed: Enter and the arrow down go on to the next option, the arrow up goes back.
function buildHands(letter, vote, value, isOpen, commit, refuse, move) {
  const input = make("input", {
    type: "text", inputMode: "numeric", autocomplete: "off", class: "neuro-number neuro-hands",
    value: isOpen && value === 0 ? "" : String(value), disabled: !isOpen, maxLength: 4,
    "aria-label": `${VOTES[vote]}: hands for ${letter}`,
  });
  input.addEventListener("input", () => {
    const isWhole = /^\d*$/.test(input.value.trim());
    input.setAttribute("aria-invalid", String(!isWhole));
    if (isWhole) commit();
    else refuse(`${input.value}: hands for ${letter} are a whole number from 0 to 9999.`);
  });
  input.addEventListener("keydown", (event) => {
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    move(step);
  });
  return input;
}

function buildBars(option, letter) {
  return make("div", { class: "neuro-bars" }, ...option.shares.map((share, vote) => {
    const percent = Math.round(100 * share);
    const fill = make("div", { class: "neuro-bar-fill" });
    fill.style.width = `${100 * share}%`;
    const said = `${VOTES[vote]}: ${option.hands[vote]} hands for ${letter}, ${percent} %`;
    return make("div", { class: "neuro-bar-row", role: "img", "aria-label": said, title: VOTES[vote] },
      make("div", { class: "neuro-bar-track" }, fill), make("span", {}, `${option.hands[vote]} · ${percent} %`));
  }));
}

function render(view) {
  const { model } = view;
  const kernel = watchKernel(model, NO_ANSWER, () => {
    work.disabled = kernel.isLost();
    isActing = false;
  });
  const where = make("span", { class: "neuro-poll-where" });
  const stem = make("p", { class: "neuro-poll-stem", tabIndex: -1 });
  const caution = make("p", { class: "neuro-help" });
  const options = make("ol", { class: "neuro-poll-options" });
  const error = make("p", { class: "neuro-error", role: "alert", hidden: true });
  const said = make("p", { class: "neuro-finding", role: "status", hidden: true });
  const note = make("p", { class: "neuro-note" });
  const button = (text) => make("button", { type: "button", class: "neuro-button" }, text);
  const [bars, again, reveal, restart, back, next] = [
    "Show the bars", "Vote again", "Explain the answer", "Start again", "Previous", "Next question",
  ].map(button);
  const work = make("fieldset", { class: "neuro-poll-work" }, options, said, error, kernel.notice,
    make("div", { class: "neuro-foot" }, bars, again, reveal, next, back, restart));
  const panel = make("div", { class: "neuro-panel neuro-poll", role: "group", "aria-label": model.get("_title") },
    kernel.alert, make("div", { class: "neuro-head" }, make("span", {}, model.get("_title")), where), stem, caution,
    work, note);

  let barsOf = "";
  let fields = [];
  let shown = null;
  let wanted = null; // where the focus goes when the answer has come
  let isActing = false;
  const send = (message, focus) => {
    wanted = focus ?? null;
    kernel.wait(true);
    kernel.send({ question: shown.id, ...message });
  };
  // A step is taken before another one counts: a double click is one.
  const act = (message, focus) => {
    if (isActing) return;
    isActing = true;
    send(message, focus);
  };
  const commit = () => {
    if (fields.some((field) => field.getAttribute("aria-invalid") === "true")) return;
    send({ do: "count", hands: fields.map((field) => Number(field.value || 0)) });
  };
  const stage = () => `${shown.id} ${shown.totals.length} ${shown.revealed}`;

  let drawn = "";
  const draw = () => {
    fields = [];
    const last = shown.totals.length - 1;
    options.replaceChildren(...shown.options.map((option, index) => {
      const letter = LETTERS[index];
      const hands = option.hands.map((value, vote) => buildHands(letter, vote, value,
        vote === last && !shown.revealed, commit, (text) => setText(error, text), (step) => {
          const to = index + step;
          (fields[to] ?? (step > 0 ? bars : fields[0])).focus();
        }));
      fields.push(hands[last]);
      const row = make("li", {}, make("span", { class: "neuro-poll-letter" }, letter),
        make("span", { class: "neuro-poll-text" }, option.text), make("div", { class: "neuro-bars" }), make("span", { class: "neuro-poll-hands", hidden: shown.revealed }, ...hands));
      if (shown.revealed) {
        row.dataset.right = option.right;
        row.querySelector(".neuro-poll-text").append(make("strong", {}, option.right ? " ✓ right" : ""),
          make("span", { class: "neuro-poll-why" }, option.feedback));
      }
      return row;
    }));
    drawn = stage();
  };

  const showBars = () => {
    const open = shown.revealed || barsOf === stage();
    shown.options.forEach((option, index) => {
      const box = options.children[index].querySelector(".neuro-bars");
      box.replaceWith(open ? buildBars(option, LETTERS[index]) : make("div", { class: "neuro-bars", hidden: true }));
    });
    const both = shown.totals.length > 1;
    const counts = shown.totals.map((n, vote) => `${VOTES[vote]}${both ? WHICH[vote] : ""}: ${n} hands.`).join(" ");
    setText(said, open && shown.totals.some((n) => n > 0) ? counts : "");
    panel.classList.toggle("neuro-poll-open", open);
    bars.hidden = shown.revealed || open;
    again.hidden = shown.revealed || shown.totals.length > 1;
    reveal.hidden = shown.revealed;
    restart.hidden = !shown.revealed && shown.totals[0] === 0 && shown.totals.length === 1;
  };

  const refresh = () => {
    kernel.wait(false);
    isActing = false;
    shown = model.get("_shown");
    setText(where, `Question ${shown.number} of ${shown.n_questions}`);
    setText(stem, shown.stem);
    setText(caution, shown.caution);
    setText(error, shown.error);
    setText(note, shown.note);
    if (drawn !== stage()) draw();
    showBars();
    back.disabled = shown.number === 1;
    next.disabled = shown.number === shown.n_questions;
    if (wanted === "first") fields[0].focus();
    if (wanted === "next") (next.disabled ? restart : next).focus();
    if (wanted === "stem") stem.focus();
    wanted = null;
  };

  bars.addEventListener("click", () => {
    barsOf = stage();
    showBars();
    (again.hidden ? reveal : again).focus();
  });
  // The second half of a double click may fall on a button that has come into the first one's place.
  const onClick = (element, step) => element.addEventListener("click", (event) => {
    if (event.detail < 2) step();
  });
  onClick(again, () => act({ do: "again" }, "first"));
  onClick(reveal, () => act({ do: "reveal" }, "next"));
  onClick(restart, () => {
    barsOf = "";
    drawn = "";
    act({ do: "restart" }, "first");
  });
  onClick(back, () => act({ do: "show", number: shown.number - 1 }, "stem"));
  onClick(next, () => act({ do: "show", number: shown.number + 1 }, "stem"));
  return mountPanel(view, panel, kernel, refresh);
}

export default { render };
