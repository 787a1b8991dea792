// Rows of text as a table: the first row names the columns, the first cell of the others names the row.
function fillTable(table, rows) {
  const [head = [], ...body] = rows;
  table.replaceChildren(
    make("thead", {}, make("tr", {}, ...head.map((text) => make("th", { scope: "col" }, text)))),
    make("tbody", {}, ...body.map(([name, ...cells]) => make("tr", {},
      make("th", { scope: "row" }, name), ...cells.map((text) => make("td", {}, text))))),
  );
}

function buildDetails(label) {
  const table = make("table", { class: "neuro-table", "aria-label": label });
  const { box, stop } = buildScroller(label, table);
  const show = (rows) => {
    fillTable(table, rows);
    box.hidden = rows.length < 2;
  };
  return { box, show, stop };
}
