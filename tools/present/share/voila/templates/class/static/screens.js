// Cuts sections into screens: { sections: [first, last], blocks }. A section fills one screen or several; its
// blocks (paragraphs, lists, pictures, questions) are put on a screen as long as they fit; a panel and a
// picture have a screen of their own. Short ones are joined where nothing is lost by it.

import { fitScreen } from "./fit.js";
import { fits, fullness, show } from "./stage.js";
import { tableScreens } from "./tables.js";

const SHORT = 0.4; // of a screen
const WITH_QUESTION = 0.7;
const JOINED = 0.9;
const PICTURE_SHARE = 0.6; // of the height: what a picture below words must keep
const PANEL_PX = 16; // type that a panel beside words must keep
// The class does this before it sees or reads what comes next.
const TO_DO_FIRST = /^(predict|do)\b/i;

export function screensOf(sections, showTitle) {
  const cuts = sections.map((section, number) => {
    showTitle(section);
    return [...cut(section)].map((blocks) => ({ sections: [number, number], blocks }));
  });
  return cuts.reduce((all, screens) => join(all, screens, sections, showTitle), []);
}

function* cut(section) {
  let together = [];
  for (const block of section.blocks) {
    if (block.alone) {
      const goesBelow = section.level > 1 && together.length > 0 && isIntroduction(together, block);
      if (together.length && !goesBelow) yield together;
      yield* block.alone === "panel" ? panelScreens(block, goesBelow ? together : [])
        : [goesBelow ? [...together, block] : [block]];
      together = [];
      continue;
    }
    show([...together, block]);
    if (together.length && !fits()) {
      yield together;
      together = [];
    }
    show([block]);
    if (block.element.matches("table") && !fits()) yield* tableScreens(block.element);
    else together.push(block);
  }
  if (together.length) yield together;
}

// Whether these words and what they introduce can be read together.
function isIntroduction(words, block) {
  show(words);
  if (block.alone !== "question" && !fits(SHORT)) return false;
  const screen = [...words, withoutTable(block)];
  show(screen);
  if (block.alone === "question") return fits(WITH_QUESTION);
  return fitScreen(screen) >= (block.alone === "picture" ? PICTURE_SHARE : PANEL_PX);
}

// A panel's table of numbers has a screen of its own.
function tableOf({ element }) {
  const table = element.querySelector(".neuro-picture")
    && element.querySelector(":scope > .neuro-scroll:has(.neuro-table)");
  return table && !table.hidden ? table : null;
}

function withoutTable(block) {
  const table = block.alone === "panel" ? tableOf(block) : null;
  return table ? { ...block, without: table } : block;
}

function panelScreens(block, words) {
  const table = tableOf(block);
  return [[...words, withoutTable(block)], ...(table ? tableScreens(table) : [])];
}

// The first screen of a section goes below the last one before it if both are words, one of them is short,
// and the class has nothing to do in between.
function join(before, screens, sections, showTitle) {
  const [above, below] = [before.at(-1), screens[0]];
  if (!above || !below) return [...before, ...screens];
  const [first, last] = above.sections;
  const next = sections[below.sections[0]];
  const isJoinable = next.level === 3 && sections[first].level > 1 && !TO_DO_FIRST.test(sections[last].title)
    && [above, below].every(({ blocks }) => blocks.every(({ alone }) => !alone));
  if (!isJoinable) return [...before, ...screens];
  showTitle(sections[first]);
  const isShort = [above, below].some(({ blocks }) => {
    show(blocks);
    return fullness() < SHORT;
  });
  const blocks = [...above.blocks, { element: next.heading }, ...below.blocks];
  show(blocks);
  if (!isShort || !fits(JOINED)) return [...before, ...screens];
  return [...before.slice(0, -1), { sections: [first, below.sections[0]], blocks }, ...screens.slice(1)];
}
