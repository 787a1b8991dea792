// The part of the page where a screen is shown, and what can be asked of it.

const MARKS = ["shown", "way", "apart"];
const rowStyle = document.createElement("style");
let frame = null;

export const make = (tag, className, text = "") => {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
};

export function stageOf(element) {
  frame = element;
  frame.classList.add("class-frame");
  document.head.append(rowStyle);
  return frame;
}

// Screen pixels for one pixel of a screen of 1280 x 720.
export const unit = () => Math.min(window.innerWidth / 1280, window.innerHeight / 720);
export const set = (name, value) => frame.style.setProperty(name, value);
export const size = () => ({ width: frame.clientWidth, height: frame.clientHeight });
export const usedHeight = () => frame.scrollHeight;

// Without a share: whether nothing has to be scrolled for.
export function fits(share = 1) {
  return share === 1
    ? frame.scrollHeight <= frame.clientHeight + 1 && frame.scrollWidth <= frame.clientWidth + 1
    : fullness() <= share;
}

// The part of the height that is used.
export function fullness() {
  const shown = [...frame.querySelectorAll("[data-screen='shown']")];
  return (shown.at(-1).getBoundingClientRect().bottom - frame.getBoundingClientRect().top) / frame.clientHeight;
}

// Screen pixels between the top of an element and the end of the screen.
export const roomFrom = (element) => frame.getBoundingClientRect().bottom
  - parseFloat(getComputedStyle(frame).paddingBottom) - element.getBoundingClientRect().top;

export const chooseLayout = (name) => { frame.dataset.layout = name; };

// Shows these blocks and nothing else.
export function show(blocks) {
  for (const old of frame.querySelectorAll("[data-screen]")) {
    if (MARKS.includes(old.dataset.screen)) delete old.dataset.screen;
  }
  for (const { element, without } of blocks) {
    element.dataset.screen = "shown";
    if (without) without.dataset.screen = "apart";
    for (let up = element.parentElement; up && up !== frame; up = up.parentElement) {
      if (!up.dataset.screen) up.dataset.screen = "way";
    }
  }
  frame.dataset.kind = blocks.at(-1).alone ?? "text";
  chooseLayout("");
  frame.classList.toggle("class-told", blocks.length > 1);
  set("--class-shrink", 1);
  showRows(blocks.at(-1));
  frame.scrollTop = 0;
}

// Some rows of a table; its columns as wide as in the whole table.
function showRows({ rows, widths = [] }) {
  const [first, last] = rows ?? [1, null];
  const chosen = `:nth-child(n + ${first})${last ? `:nth-child(-n + ${last})` : ""}`;
  const all = widths.reduce((sum, width) => sum + width, 0);
  const fixed = '.class-frame :is(table[data-screen="shown"], [data-screen="shown"] table)';
  rowStyle.textContent = [
    `[data-screen="shown"] tbody tr:not(${chosen}) { display: none; }`,
    ...(all ? [`${fixed} { table-layout: fixed !important; width: 100%; }`] : []),
    ...widths.map((width, i) => `[data-screen="shown"] thead th:nth-child(${i + 1}) { width: ${100 * width / all}%; }`),
  ].join("\n");
}
