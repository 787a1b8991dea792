// Shows a lesson section by section, each on one screen or several (screens.js).

import { buildContents, buildFoot, buildHead, changeContrast } from "./bars.js";
import { fitScreen } from "./fit.js";
import { listen } from "./keys.js";
import { screensOf } from "./screens.js";
import { sectionsOf } from "./sections.js";
import { fits, set, show, stageOf } from "./stage.js";

const PARTS = [".neuro-panel", ".neuro-question", ".jp-OutputArea-output", ".jp-RenderedHTMLCommon > *"];
const UNFINISHED = "script[type='application/vnd.voila.cell-output+json']:not([data-done])";

let frame = null;
let screens = [];
let sections = [];
let current = -1;

const head = buildHead();
const turn = (step) => turnTo(current + step);
const screenOf = (number) => screens.findIndex((screen) => screen.sections[0] <= number && number <= screen.sections[1]);
const contents = buildContents((number) => turnTo(screenOf(number)));
const openContents = () => contents.open(screens[current]?.sections[0] ?? 0);
const changeHelp = () => document.body.classList.toggle("class-helping");
const foot = buildFoot({ turn, openContents, changeHelp });

function turnTo(to, focus = true) {
  if (screens.length === 0) return;
  current = Math.min(screens.length - 1, Math.max(0, to));
  const { sections: [first], blocks } = screens[current];
  show(blocks);
  head.show(sections[first]); // measured in the style that the screen gives it
  fit();
  foot.show(current, screens, sections);
  if (focus) {
    frame.focus({ preventScroll: true });
    for (const media of frame.querySelectorAll("audio, video")) media.pause();
  }
  history.replaceState(null, "", `#${first + 1}`);
}

function fit() {
  fitScreen(screens[current].blocks);
  frame.tabIndex = fits() ? -1 : 0;
}

const isSame = (block, other) => block.element === other.element && block.rows?.[0] === other.rows?.[0];

// Cut again when pictures have arrived or the window has changed; stay where the class is.
function cut() {
  const here = screens[current]?.blocks.at(-1);
  const { scrollTop } = frame;
  const focused = document.activeElement;
  const wanted = Number(location.hash.slice(1)) || 1;
  set("--class-shrink", 1);
  sections = sectionsOf(frame);
  screens = screensOf(sections, head.show);
  let to = here ? screens.findIndex(({ blocks }) => blocks.some((block) => isSame(block, here))) : -1;
  if (to < 0) to = screenOf(wanted - 1);
  turnTo(to, false);
  if (here && isSame(screens[current].blocks.at(-1), here)) {
    frame.scrollTop = scrollTop;
    if (focused !== document.activeElement) focused?.focus?.({ preventScroll: true });
  }
  contents.fill(sections);
  document.body.dataset.deck = document.querySelector(UNFINISHED) ? "filling" : "ready";
}

function watch() {
  let timer = 0;
  let before = "";
  const signature = () => [innerWidth, innerHeight,
    ...PARTS.map((part) => frame.querySelectorAll(part).length)].join(" ");
  const isPictureless = () => frame.dataset.kind === "panel"
    && !screens[current].blocks.at(-1).element.querySelector(".neuro-picture");
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const now = signature();
      if (now !== before) {
        before = now;
        cut();
      } else if (screens[current] && (!fits() || isPictureless())) {
        fit();
      }
    }, 120);
  };
  new MutationObserver(later).observe(frame, { childList: true, subtree: true, attributeFilter: ["hidden"] });
  addEventListener("resize", later);
  document.fonts?.ready.then(later);
  frame.addEventListener("load", later, true);
  later();
}

function build() {
  if (frame) return;
  frame = stageOf(document.querySelector("#rendered_cells > div"));
  document.body.prepend(head.element);
  document.body.append(foot.element, contents.element);
  listen(frame, {
    turn,
    isBusy: () => contents.element.open,
    letters: { c: openContents, k: changeContrast },
    signs: { "?": changeHelp },
  });
  watch();
}

document.addEventListener("cells-shown", build);
if (window.cellsShown) build();
