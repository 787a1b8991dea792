// What may be too wide for the page scrolls inside a box of its own; only then is the box a stop of
// the Tab key.
function buildScroller(label, content) {
  const box = make("div", { class: "neuro-scroll", role: "group", "aria-label": label }, content);
  const observer = new ResizeObserver(() => {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  });
  observer.observe(box);
  return { box, stop: () => observer.disconnect() };
}

function buildPicture(face) {
  const image = make("img", {
    width: face.width, height: face.height, class: "neuro-picture", alt: "",
  });
  image.style.setProperty("--neuro-width", `${face.width}px`);
  image.style.setProperty("--neuro-ratio", face.width / face.height);
  const { box, stop: stopScroller } = buildScroller("Picture", image);
  let address = "";
  const show = (png, alt) => {
    const next = URL.createObjectURL(new Blob([png], { type: "image/png" }));
    image.src = next;
    image.alt = alt;
    URL.revokeObjectURL(address);
    address = next;
  };
  const stop = () => {
    stopScroller();
    URL.revokeObjectURL(address);
  };
  return { box, show, stop };
}
