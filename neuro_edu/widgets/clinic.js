const STILL_BUSY = `No answer yet. If nothing comes, ${RUN_AGAIN}`;

// Tabs: the arrow keys go from one to the next, Tab goes into what is shown.
function buildTabs(label) {
  const list = make("div", { class: "neuro-tabs", role: "tablist", "aria-label": label });
  const panels = make("div", {});
  let tabs = [];
  const choose = (number, moveFocus) => {
    tabs.forEach(({ tab, panel }, each) => {
      const isChosen = each === number;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      panel.hidden = !isChosen;
    });
    if (moveFocus) tabs[number].tab.focus();
  };
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  list.addEventListener("keydown", (event) => {
    const now = tabs.findIndex(({ tab }) => tab === document.activeElement);
    const ends = { Home: 0, End: tabs.length - 1 };
    const next = ends[event.key] ?? (now + (steps[event.key] ?? NaN) + tabs.length) % tabs.length;
    if (Number.isNaN(next)) return;
    event.preventDefault();
    choose(next, true);
  });
  const fill = (entries) => {
    tabs = entries.map(({ label: text, element }, number) => {
      const panel = make("div", { id: newId(), role: "tabpanel", class: "neuro-tabpanel" }, element);
      const tab = make("button", { type: "button", id: newId(), class: "neuro-tab", role: "tab" }, text);
      tab.setAttribute("aria-controls", panel.id);
      panel.setAttribute("aria-labelledby", tab.id);
      tab.addEventListener("click", () => choose(number, false));
      return { tab, panel };
    });
    list.replaceChildren(...tabs.map(({ tab }) => tab));
    panels.replaceChildren(...tabs.map(({ panel }) => panel));
    if (tabs.length > 0) choose(0, false);
  };
  return { list, panels, fill };
}

function buildLobby(face, ask) {
  const heading = make("h3", { class: "neuro-step", tabIndex: -1 }, "Who is next?");
  const rows = make("div", { class: "neuro-visitors" });
  const [lowest, highest] = face.numbers;
  const number = make("input", { type: "number", id: newId(), min: lowest, max: highest, step: 1, class: "neuro-number" });
  const open = make("button", { type: "submit", class: "neuro-button" }, "Call in");
  const form = make("form", { class: "neuro-foot", noValidate: true, hidden: face.numbers.length === 0 },
    make("label", { for: number.id }, `Patient by number (${lowest} to ${highest})`), number, open);
  let buttons = [];
  let lost = false;
  const refresh = () => {
    for (const button of buttons) button.disabled = lost;
    number.disabled = lost;
    open.disabled = lost || number.value.trim() === "";
  };
  form.addEventListener("input", refresh);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!open.disabled) ask({ open: number.value.trim() });
  });
  const show = (visitors) => {
    buttons = visitors.map(({ id, title, state }) => {
      const button = make("button", { type: "button", class: "neuro-visitor" },
        make("span", { class: "neuro-name" }, title), make("span", { class: "neuro-fact" }, state));
      button.addEventListener("click", () => ask({ open: id }));
      return button;
    });
    rows.replaceChildren(...buttons);
    refresh();
  };
  const element = make("div", {}, heading, make("p", { class: "neuro-prose" }, face.text), rows, form);
  return { element, show, focus: () => heading.focus(), setLost: (isLost) => { lost = isLost; refresh(); } };
}

function buildReport(kernel) {
  const button = buildButton("Make a report");
  const link = make("a", { class: "neuro-download", hidden: true }, "Save the report (HTML, prints on paper or as PDF)");
  const error = make("p", { class: "neuro-error", role: "alert", hidden: true });
  let address = "";
  const drop = () => {
    URL.revokeObjectURL(address);
    address = "";
    link.hidden = true;
  };
  button.addEventListener("click", () => kernel.send({ report: true }));
  const receive = (content, name) => {
    if (!("report" in content)) return;
    drop();
    setText(error, content.error);
    if (content.error) return;
    address = URL.createObjectURL(new Blob([content.report], { type: "text/html" }));
    link.href = address;
    link.download = `${name}.html`;
    link.hidden = false;
    link.focus();
  };
  return { button, link, error, drop, receive };
}

function buildVisit(kernel, ask) {
  const title = make("h3", { class: "neuro-step", tabIndex: -1 });
  const opening = make("div", {});
  const status = make("p", { class: "neuro-finding", role: "status" });
  const tabs = buildTabs("Parts of the visit");
  const leave = buildButton("Other patient");
  const report = buildReport(kernel);
  const anew = buildConfirmed("Start again", "Forget what was done with this patient?",
    "Yes, start again", "No, go on", () => ask({ restart: true }));
  const note = make("p", { class: "neuro-note" });
  leave.addEventListener("click", () => ask({ leave: true }));
  const element = make("div", {}, title, opening, status, tabs.list, tabs.panels,
    make("div", { class: "neuro-foot neuro-ends" }, leave, report.button, report.link, anew.first),
    anew.second, report.error, note);
  let sections = new Map();
  let name = "";
  const stop = () => {
    for (const section of sections.values()) section.stop();
    report.drop();
  };
  const begin = (page) => {
    stop();
    name = page.visitor;
    title.textContent = page.title;
    opening.replaceChildren(...buildParagraphs(page.opening));
    sections = new Map(page.sections.map((spec) => [spec.id,
      buildSection(spec, kernel, (message) => ask({ section: spec.id, ...message }))]));
    tabs.fill(page.sections.map(({ id, label }) => ({ label, element: sections.get(id).element })));
    setText(note, page.note);
  };
  const show = (page, isAnew, asked) => {
    if (isAnew) begin(page);
    else report.drop();
    setText(status, page.status);
    for (const spec of page.sections) {
      const mine = asked?.section === spec.id;
      sections.get(spec.id).show(spec, mine, isAnew, asked);
    }
  };
  return {
    element,
    show,
    stop,
    focus: () => title.focus(),
    receive: (content, buffers) => {
      report.receive(content, name);
      for (const section of sections.values()) section.receive(content, buffers);
    },
    setLost: (lost) => {
      for (const button of [leave, report.button, ...anew.buttons]) button.disabled = lost;
      for (const section of sections.values()) section.setLost(lost);
    },
  };
}

function render({ model, el }) {
  const face = model.get("_face");
  const patience = buildPatience("Working on it …");
  const problem = make("p", { class: "neuro-error", role: "alert", hidden: true });
  const notice = make("p", { class: "neuro-help", role: "status", hidden: true });
  let asked = null;
  // One thing at a time: what is pressed while another answer is on its way is not meant twice.
  const ask = (message) => {
    if (asked) return;
    asked = message;
    patience.wait(true);
    kernel.wait(true);
    kernel.send(message);
  };
  const kernel = watchKernel(model, STILL_BUSY, () => {
    if (kernel.isLost()) {
      asked = null;
      patience.wait(false);
    }
    lobby.setLost(kernel.isLost());
    visit.setLost(kernel.isLost());
  });
  const lobby = buildLobby(face, ask);
  const visit = buildVisit(kernel, ask);
  let shownVisit = null;
  const show = () => {
    const { page, visitors, visit: number, notice: said, problem: wrong } = model.get("_shown");
    const before = asked;
    asked = null;
    kernel.wait(false);
    patience.wait(false);
    setText(problem, wrong);
    setText(notice, said);
    lobby.element.hidden = page !== null;
    visit.element.hidden = page === null;
    const isAnew = page !== null && number !== shownVisit;
    if (page === null) lobby.show(visitors);
    else visit.show(page, isAnew, before);
    if (page !== null) shownVisit = number;
    if (before && isAnew) visit.focus();
    if (before?.leave) lobby.focus();
    lobby.setLost(kernel.isLost());
    visit.setLost(kernel.isLost());
  };
  const receive = (content, buffers) => visit.receive(content, buffers);
  el.append(make("div", { class: "neuro-panel neuro-case neuro-clinic", role: "group", "aria-label": face.title },
    make("p", { class: "neuro-title" }, face.title), kernel.alert, lobby.element, visit.element, problem,
    patience.element, kernel.notice, notice));
  keepKeys(el);
  show();
  kernel.probe();
  model.on("change:_shown", show);
  model.on("msg:custom", receive);
  return () => {
    kernel.stop();
    patience.wait(false);
    visit.stop();
    model.off("change:_shown", show);
    model.off("msg:custom", receive);
  };
}

export default { render };
