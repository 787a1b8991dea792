// A part is { element, setLost(lost), receive(content, buffers), stop() }; `show` brings it up to date.

function buildFacts(facts) {
  const items = facts.map((fact) => make("span", { class: "neuro-fact" }, fact));
  return make("p", { class: "neuro-facts", hidden: facts.length === 0 }, ...items);
}

// What came of a choice; it takes the focus, so that it is read out and the keyboard goes on from there.
function buildOutcome(label, told, parts, kernel, isNew) {
  const element = make("div", { class: "neuro-told", tabIndex: -1, role: "group", "aria-label": label },
    buildFacts(told.facts), ...buildParagraphs(told.text));
  if (told.warning) element.append(make("p", { class: "neuro-error" }, told.warning));
  if (told.exhibits.length > 0) {
    const exhibits = buildExhibits(told.exhibits, kernel);
    parts.push(exhibits);
    element.append(exhibits.element);
    if (isNew) exhibits.begin();
  }
  return element;
}

function buildBoxes(boxes, label) {
  const inputs = boxes.map(([id, text]) => {
    const input = make("input", { type: "checkbox", id: newId(), class: "neuro-box", value: id });
    return { input, row: make("label", { for: input.id, class: "neuro-option" }, input, make("span", {}, text)) };
  });
  const element = make("fieldset", { class: "neuro-checks", hidden: boxes.length === 0 },
    make("legend", {}, `Look at first (${label})`), ...inputs.map(({ row }) => row));
  const read = () => inputs.filter(({ input }) => input.checked).map(({ input }) => input.value);
  return { element, read, inputs: inputs.map(({ input }) => input) };
}

// A choice with a button of its own.
function buildEach(spec, verb, kernel, act) {
  const parts = [];
  const button = make("button", { type: "button", class: "neuro-button neuro-do" }, verb);
  button.setAttribute("aria-label", `${verb}: ${spec.label}`);
  const boxes = buildBoxes(spec.boxes, spec.label);
  const outcomes = make("div", {});
  const element = make("div", { class: "neuro-choice" },
    make("div", { class: "neuro-row" }, make("span", { class: "neuro-name" }, spec.label), button),
    buildFacts(spec.facts), boxes.element, outcomes);
  let nTold = 0;
  let closed = false;
  let lost = false;
  const refresh = () => {
    button.disabled = lost || closed;
    for (const input of boxes.inputs) input.disabled = lost || closed;
  };
  button.addEventListener("click", () => act({ choice: spec.id, boxes: boxes.read() }));
  const show = (now, mine) => {
    closed = now.closed;
    for (const told of now.told.slice(nTold)) {
      const outcome = buildOutcome(spec.label, told, parts, kernel, mine);
      outcomes.append(outcome);
      if (mine) outcome.focus();
    }
    nTold = now.told.length;
    element.classList.toggle("neuro-done", nTold > 0);
    button.hidden = closed && nTold > 0;
    boxes.element.hidden = button.hidden || spec.boxes.length === 0;
    refresh();
  };
  return {
    element,
    show,
    setLost: (isLost) => { lost = isLost; refresh(); for (const part of parts) part.setLost(isLost); },
    receive: (...message) => { for (const part of parts) part.receive(...message); },
    stop: () => { for (const part of parts) part.stop(); },
  };
}

// All choices of a section as one question: exactly one is chosen, and stays chosen.
function buildOne(section, kernel, act) {
  const parts = [];
  const name = newId();
  const choices = section.groups.flatMap(({ choices }) => choices);
  const inputs = new Map(choices.map(({ id }) => [id,
    make("input", { type: "radio", id: newId(), name, value: id, class: "neuro-box" })]));
  const groups = section.groups.map(({ heading, choices }) => make("fieldset", { class: "neuro-group" },
    make("legend", { class: "neuro-grouped" }, heading), ...choices.map(({ id, label }) => make("label",
      { for: inputs.get(id).id, class: "neuro-option" }, inputs.get(id), make("span", {}, label)))));
  const button = make("button", { type: "submit", class: "neuro-button neuro-do" }, section.verb);
  const outcomes = make("div", {});
  const element = make("form", { noValidate: true },
    make("div", { class: "neuro-groups" }, ...groups), make("div", { class: "neuro-foot" }, button), outcomes);
  let nTold = 0;
  let closed = false;
  let lost = false;
  const refresh = () => {
    const isChosen = [...inputs.values()].some((input) => input.checked);
    button.disabled = lost || closed || !isChosen;
    button.hidden = nTold > 0;
    for (const input of inputs.values()) input.disabled = lost || closed;
  };
  element.addEventListener("input", refresh);
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = choices.find(({ id }) => inputs.get(id).checked);
    if (chosen) act({ choice: chosen.id });
  });
  const show = (now, mine) => {
    const nowChoices = now.groups.flatMap(({ choices }) => choices);
    closed = nowChoices.every((choice) => choice.closed);
    for (const { id, label, told } of nowChoices) {
      if (told.length === 0 || nTold > 0) continue;
      inputs.get(id).checked = true;
      nTold += 1;
      const outcome = buildOutcome(label, told[0], parts, kernel, mine);
      outcomes.append(outcome);
      if (mine) outcome.focus();
    }
    refresh();
  };
  return {
    element,
    show,
    setLost: (isLost) => { lost = isLost; refresh(); for (const part of parts) part.setLost(isLost); },
    receive: (...message) => { for (const part of parts) part.receive(...message); },
    stop: () => { for (const part of parts) part.stop(); },
  };
}

// Every choice gets a share of 100 %; the rest is said, not typed.
function buildShares(section, act) {
  const choices = section.groups.flatMap(({ choices }) => choices);
  const inputs = new Map(choices.map(({ id, share }) => [id, make("input", {
    type: "number", id: newId(), min: 0, max: 100, step: 5, value: String(share), class: "neuro-number neuro-share",
  })]));
  const groups = section.groups.map(({ heading, choices }) => make("fieldset", { class: "neuro-group" },
    make("legend", { class: "neuro-grouped" }, heading), ...choices.map(({ id, label }) => make("label",
      { for: inputs.get(id).id, class: "neuro-row neuro-shared" }, make("span", { class: "neuro-name" }, label),
      make("span", { class: "neuro-percent" }, inputs.get(id), " %")))));
  const rest = make("p", { class: "neuro-verdict", role: "status" });
  const button = make("button", { type: "submit", class: "neuro-button neuro-do" }, section.verb);
  const element = make("form", { noValidate: true }, make("div", { class: "neuro-groups" }, ...groups),
    make("div", { class: "neuro-foot" }, button, rest));
  let closed = false;
  let lost = false;
  const read = () => Object.fromEntries([...inputs].map(([id, input]) => [id,
    input.value.trim() === "" ? 0 : input.valueAsNumber]));
  const refresh = () => {
    const shares = Object.values(read());
    const sum = shares.reduce((total, share) => total + share, 0);
    const isWrong = shares.some((share) => !(share >= 0 && share <= 100)) || sum > 100.001;
    const left = Math.max(0, 100 - sum);
    const shownLeft = left > 0.001 && left < 1 ? "<1" : String(Math.round(left));
    setText(rest, isWrong ? `These are no shares of 100\u00a0%: together ${Math.ceil(sum - 0.001)}\u00a0%.`
      : `Something else: ${shownLeft}\u00a0%`);
    button.disabled = lost || closed || isWrong;
    for (const [id, input] of inputs) {
      input.disabled = lost || closed;
      input.classList.toggle("neuro-set", Number(read()[id]) > 0);
    }
  };
  element.addEventListener("input", refresh);
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!button.disabled) act({ shares: read() });
  });
  const show = (now, mine, anew) => {
    for (const { id, share, closed: isClosed } of now.groups.flatMap(({ choices }) => choices)) {
      if (mine || anew) inputs.get(id).value = String(share);
      closed = isClosed;
    }
    refresh();
  };
  return {
    element, show, setLost: (isLost) => { lost = isLost; refresh(); }, receive: () => {}, stop: () => {},
  };
}

function buildMenu(section, kernel, act) {
  const rows = new Map();
  const groups = section.groups.map(({ heading, choices }) => make("div", { class: "neuro-group" },
    ...(heading ? [make("h4", { class: "neuro-grouped" }, heading)] : []),
    ...choices.map((spec) => {
      const row = buildEach(spec, section.verb, kernel, act);
      rows.set(spec.id, row);
      return row.element;
    })));
  const each = (use) => { for (const row of rows.values()) use(row); };
  return {
    element: make("div", { class: "neuro-groups" }, ...groups),
    show: (now, mine, anew, asked) => {
      for (const spec of now.groups.flatMap(({ choices }) => choices)) {
        rows.get(spec.id)?.show(spec, mine && asked?.choice === spec.id);
      }
    },
    setLost: (lost) => each((row) => row.setLost(lost)),
    receive: (...message) => each((row) => row.receive(...message)),
    stop: () => each((row) => row.stop()),
  };
}

// A link beside the notebook that is open, where the address says which one that is.
function buildLink([words, notebook]) {
  const here = window.location.pathname;
  if (!here.endsWith(".ipynb")) return words;
  return make("a", { href: here.replace(/[^/]+$/, notebook), target: "_blank", rel: "noopener" }, words);
}

function buildBlock(spec, kernel, parts) {
  const element = make("section", { class: "neuro-block" },
    make("h4", { class: "neuro-grouped", tabIndex: -1 }, spec.heading), ...buildParagraphs(spec.text));
  if (spec.rows.length > 1) {
    const table = buildDetails(spec.heading);
    table.show(spec.rows);
    parts.push({ setLost: () => {}, receive: () => {}, stop: table.stop });
    element.append(table.box);
  }
  if (spec.exhibits.length > 0) {
    const exhibits = buildExhibits(spec.exhibits, kernel);
    parts.push(exhibits);
    element.append(exhibits.element);
  }
  if (spec.links.length > 0) {
    element.append(make("ul", {}, ...spec.links.map((link) => make("li", {}, buildLink(link)))));
  }
  return element;
}

const SECTION_KINDS = { each: buildMenu, one: buildOne, shares: (section, kernel, act) => buildShares(section, act) };

function buildSection(section, kernel, act) {
  const body = SECTION_KINDS[section.kind](section, kernel, act);
  const words = make("div", { class: "neuro-words" });
  const blocks = make("div", {});
  let parts = [];
  let shownBlocks = "";
  let shownWords = "";
  const stopBlocks = () => {
    for (const part of parts) part.stop();
    parts = [];
  };
  const showBlocks = (specs, mine) => {
    const text = JSON.stringify(specs);
    if (text === shownBlocks) return;
    shownBlocks = text;
    stopBlocks();
    blocks.replaceChildren(...specs.map((spec) => buildBlock(spec, kernel, parts)));
    if (mine && section.kind === "each") blocks.querySelector("h4")?.focus();
  };
  return {
    element: make("div", { class: "neuro-section" }, words, body.element, blocks),
    show: (now, mine, anew, asked) => {
      if (JSON.stringify(now.text) !== shownWords) {
        shownWords = JSON.stringify(now.text);
        words.replaceChildren(...buildParagraphs(now.text));
      }
      body.show(now, mine, anew, asked);
      showBlocks(now.blocks, mine);
    },
    setLost: (lost) => { body.setLost(lost); for (const part of parts) part.setLost(lost); },
    receive: (...message) => { body.receive(...message); for (const part of parts) part.receive(...message); },
    stop: () => { body.stop(); stopBlocks(); },
  };
}
