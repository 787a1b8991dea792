// The start page: arrow keys walk through the lessons.
const links = [...document.querySelectorAll(".class-lessons a")];
document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 1, PageUp: -1 }[event.key];
  if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  const here = links.indexOf(document.activeElement);
  links[Math.min(links.length - 1, Math.max(0, here < 0 ? 0 : here + step))].focus();
});
if (localStorage.getItem("class-contrast") === "high") document.body.classList.add("high-contrast");
links[0]?.focus();
