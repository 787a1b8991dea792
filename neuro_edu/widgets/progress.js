// Null takes the bar away; undefined stands for work that does not say how far it has come.
function buildProgress(text = "Calculating") {
  const id = newId();
  const bar = make("progress", { id, max: 1 });
  const percent = make("span", { class: "neuro-readout", "aria-hidden": "true" });
  const element = make("div", { class: "neuro-progress", hidden: true },
    make("label", { for: id, class: "neuro-label" }, text), bar, percent);
  const show = (fraction) => {
    element.hidden = fraction === null;
    if (fraction === undefined) bar.removeAttribute("value");
    else bar.value = fraction ?? 0;
    percent.textContent = fraction === undefined ? "" : `${Math.round(100 * bar.value)}\u00a0%`;
  };
  return { element, show };
}
