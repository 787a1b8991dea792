// Reads the page: a section for each heading, and the blocks that it is made of.

const HEADINGS = "h1, h2, h3";

const SEEN = "img, audio, canvas";
const isEmpty = (element) => !element.textContent.trim() && !element.matches(SEEN) && !element.querySelector(SEEN);
const isLong = (element) => element.matches("ul, ol") && element.children.length > 1;
const isWayToOthers = (element) => element.matches("p:last-child") && element.textContent.includes("|")
  && element.querySelector(":scope > a[href$='.ipynb']");

// The blocks of one part of the page, in order: { element, heading?, alone? }.
function* blocksIn(part) {
  const panel = part.matches(".neuro-panel") ? part : part.querySelector(".neuro-panel");
  if (panel) {
    const questions = [...panel.querySelectorAll(":scope > .neuro-question")];
    // A riddle's question belongs to its picture; a quiz is nothing but questions.
    if (questions.length === 0 || panel.querySelector(":scope > .neuro-work")) {
      yield { element: panel, alone: "panel" };
      return;
    }
    for (const question of questions) yield { element: question, alone: "question" };
    return;
  }
  for (const text of part.querySelectorAll(".jp-RenderedHTMLCommon, .jp-RenderedText")) {
    if (text.matches(".jp-RenderedText")) yield { element: text };
    else for (const element of text.children) yield* blocksOf(element);
  }
}

function* blocksOf(element) {
  if (element.matches(HEADINGS)) yield { element, heading: Number(element.tagName[1]) };
  else if (isEmpty(element)) return;
  else if (isWayToOthers(element)) element.dataset.screen = "never";
  else if (element.matches("img") || element.querySelector(":scope > img")) yield { element, alone: "picture" };
  else if (isLong(element)) yield* itemsOf(element);
  else yield { element };
}

function* itemsOf(list) {
  for (const [index, item] of [...list.children].entries()) {
    if (list.matches("ol")) item.value = (list.start || 1) + index; // numbers go on on the next screen
    yield { element: item };
  }
}

function titleOf(heading) {
  return [...heading.childNodes].filter((node) => !node.classList?.contains("anchor-link"))
    .map((node) => node.textContent).join("").trim();
}

// Sections: { over, title, level, heading, blocks }. A heading without anything below it stands over the
// next one.
export function sectionsOf(frame) {
  const found = [];
  let over = "";
  let open = null;
  for (const cell of frame.querySelectorAll(":scope > [cell-index]")) {
    for (const block of blocksIn(cell)) {
      if (!block.heading) {
        open ??= { over: "", title: "", level: 1, blocks: [] };
        if (found.at(-1) !== open) found.push(open);
        open.blocks.push(block);
        continue;
      }
      const title = titleOf(block.element);
      const { heading: level, element: heading } = block;
      if (level === 2) over = title;
      open = { over: level === 3 ? over : "", title, level, heading, blocks: [] };
      if (level === 1) open.blocks.push({ element: heading });
    }
  }
  return found;
}
