// A panel stands on the page only when its first picture is made. Where that takes long, a line at the foot
// of the window says so: no output of a cell, so that no notebook keeps it.
const SOON_MS = 500;

function linesAtTheFoot() {
  const known = document.querySelector(".neuro-first");
  if (known) return known;
  const box = make("div", { class: "neuro-first", role: "status" });
  document.body.append(box);
  return box;
}

function watchFirstPicture({ model }) {
  const isThere = () => "picture" in model.get("_shown");
  if (isThere()) return () => {};
  const progress = buildProgress(`Calculating: ${model.get("_face").title}`);
  progress.show(undefined);
  const timer = setTimeout(() => linesAtTheFoot().append(progress.element), SOON_MS);
  const receive = (content) => {
    if (typeof content.progress === "number") progress.show(content.progress);
  };
  const end = () => {
    clearTimeout(timer);
    progress.element.remove();
    model.off("msg:custom", receive);
    model.off("change:_shown", end);
    model.off("comm_live_update", end);
    changes?.disconnect(onStatus);
  };
  // A kernel that is being ended may begin with the next panel yet, of which nothing more will come.
  const onStatus = (_, status) => { if (status !== "busy" && status !== "idle") end(); };
  const changes = model.widget_manager?.kernel?.statusChanged; // JupyterLab's; elsewhere there may be none
  model.on("msg:custom", receive);
  model.on("change:_shown", end);
  model.on("comm_live_update", end);
  changes?.connect(onStatus);
  return end;
}
