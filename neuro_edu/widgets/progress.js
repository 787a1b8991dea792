function buildProgress() {
  const id = newId();
  const bar = make("progress", { id, max: 1 });
  const percent = make("span", { class: "neuro-readout", "aria-hidden": "true" });
  const element = make("div", { class: "neuro-progress", hidden: true },
    make("label", { for: id, class: "neuro-label" }, "Calculating"), bar, percent);
  const show = (fraction) => {
    element.hidden = fraction === null;
    bar.value = fraction ?? 0;
    percent.textContent = `${Math.round(100 * bar.value)}\u00a0%`;
  };
  return { element, show };
}
