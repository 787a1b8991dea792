function buildButton(text) {
  return make("button", { type: "button", class: "neuro-button" }, text);
}

// Asks once more before something that cannot be taken back on the page.
function buildConfirmed(text, question, yes, no, act) {
  const first = buildButton(text);
  const [agree, refuse] = [buildButton(yes), buildButton(no)];
  const words = make("p", { id: newId() }, question);
  const second = make("div", { class: "neuro-foot", role: "group", "aria-labelledby": words.id, hidden: true },
    words, agree, refuse);
  const ask = (asking) => {
    first.hidden = asking;
    second.hidden = !asking;
  };
  const leave = () => {
    ask(false);
    first.focus();
  };
  first.addEventListener("click", () => {
    ask(true);
    refuse.focus();
  });
  refuse.addEventListener("click", leave);
  agree.addEventListener("click", () => {
    leave();
    act();
  });
  return { first, second, buttons: [first, agree, refuse] };
}
