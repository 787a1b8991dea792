function render(view) {
  const { model } = view;
  const face = model.get("_face");
  const [update, exporting] = [buildButton("Update"), buildButton("Export CSV")];
  const link = make("a", { class: "neuro-download", download: face.fileName, hidden: true },
    `Save ${face.fileName}`);
  const tables = make("div", { class: "neuro-records" });
  const notice = make("p", { class: "neuro-note", hidden: true });
  const said = make("p", { class: "neuro-finding", role: "status", hidden: true });

  const ask = (message) => {
    kernel.wait(true);
    kernel.send(message);
  };
  const forgetting = buildConfirmed("Forget everything", "Forget all your answers?",
    "Yes, forget everything", "No, keep them", () => ask({ forget: true }));
  const kernel = watchKernel(model, NO_ANSWER, () => {
    for (const button of [update, exporting, ...forgetting.buttons]) button.disabled = kernel.isLost();
  });
  update.addEventListener("click", () => ask({ update: true }));
  exporting.addEventListener("click", () => ask({ export: true }));

  let shownTables = [];
  let address = "";
  const showLink = (csv) => {
    URL.revokeObjectURL(address);
    // A spreadsheet reads accents rightly only after this mark.
    address = csv === "" ? "" : URL.createObjectURL(new Blob(["\ufeff", csv], { type: "text/csv" }));
    link.hidden = csv === "";
    link.href = address;
    if (csv !== "") link.focus();
  };
  const show = () => {
    kernel.wait(false);
    const shown = model.get("_shown");
    for (const { stop } of shownTables) stop();
    shownTables = shown.tables.map(({ title, rows }) => {
      const table = buildDetails(title);
      table.show(rows);
      return { ...table, title };
    });
    tables.replaceChildren(...shownTables.flatMap(({ title, box }) => [
      make("p", { class: "neuro-label" }, title), box,
    ]));
    setText(notice, shown.notice);
    setText(said, shown.said);
    showLink(shown.csv);
  };
  const panel = make("div", { class: "neuro-panel", role: "group", "aria-label": face.title }, kernel.alert,
    tables, make("div", { class: "neuro-foot" }, update, exporting, link, forgetting.first),
    forgetting.second, kernel.notice, said, notice);
  const unmount = mountPanel(view, panel, kernel, show);
  return () => {
    unmount();
    for (const { stop } of shownTables) stop();
    URL.revokeObjectURL(address);
  };
}

export default { render };
