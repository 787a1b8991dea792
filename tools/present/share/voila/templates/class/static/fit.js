// Makes what stands on a screen as large as it can be read best.

import { chooseLayout, fits, roomFrom, set, size, unit } from "./stage.js";

const SMALLEST_TEXT = 0.6;
// Of a screen of 1280 x 720: type of the controls at zoom 1, and of most words in a picture of its own width.
const CONTROL_PX = 16;
const PICTURE_PX = 18;
const LARGEST_ZOOM = 1.35;
const SMALLEST_ZOOM = 1; // what does not fit then is scrolled through
const ZOOM_STEP = 0.05;
const SCROLLED_ZOOM = 1.15;
const NARROWEST_PICTURE_PX = 400;
const SCROLLED_PICTURE_PX = 900;
const NARROWEST_COLUMN_PX = 280; // at zoom 1
const SCROLLED = ".neuro-clinic, .neuro-case"; // rather than made smaller

// Controls above the picture; beside it, with the finding; or beside picture and finding.
const layoutsOf = (panel) => (panel.querySelector(":scope > .neuro-riddle, :scope > .neuro-poll")
  || !panel.querySelector(".neuro-picture") ? ["top"] : ["top", "side", "under"]);

export function fitScreen(blocks) {
  const { alone, element, size: wanted = 1 } = blocks.at(-1);
  let shrink = wanted;
  set("--class-shrink", shrink);
  if (alone === "panel") return fitPanel(element);
  if (alone === "picture") return fitPicture(element);
  while (shrink > SMALLEST_TEXT && !fits()) set("--class-shrink", shrink -= 0.05);
  return shrink;
}

// Below the words that come before it; returns which part of the screen's height it has.
function fitPicture(element) {
  set("--class-rest", "0px");
  const rest = roomFrom(element);
  set("--class-rest", `${rest}px`);
  return rest / size().height;
}

// Returns the smaller of two types, that of the controls and that of the picture, in pixels of a screen of
// 1280 x 720: the layout, the zoom and the width of the picture are those that make it largest.
function fitPanel(panel) {
  const choose = ({ layout, zoom, width }) => {
    chooseLayout(layout);
    set("--class-fit", zoom * unit());
    set("--class-picture", `${width}px`);
  };
  if (panel.matches(SCROLLED)) {
    choose({ layout: "scrolled", zoom: SCROLLED_ZOOM, width: size().width });
    return CONTROL_PX * SCROLLED_ZOOM;
  }
  const picture = panel.querySelector(".neuro-picture");
  const natural = Number(picture?.getAttribute("width") ?? 1);
  let best = { layout: "top", zoom: SMALLEST_ZOOM, width: SCROLLED_PICTURE_PX * unit(), type: 0 };
  for (const layout of layoutsOf(panel)) {
    for (let zoom = LARGEST_ZOOM; CONTROL_PX * zoom > best.type && zoom >= SMALLEST_ZOOM - 0.001; zoom -= ZOOM_STEP) {
      const better = Math.max(NARROWEST_PICTURE_PX, best.type * natural / PICTURE_PX) * unit();
      const most = picture ? size().width - (layout === "top" ? 0 : NARROWEST_COLUMN_PX * zoom * unit()) : 0;
      if (picture && better > most) continue;
      const width = widest(better, most, (wide) => choose({ layout, zoom, width: wide }));
      if (width === null) continue;
      const seen = picture ? picture.getBoundingClientRect().width : Infinity;
      const inPicture = PICTURE_PX * seen / natural / unit();
      const type = Math.min(CONTROL_PX * zoom, inPicture);
      if (type > best.type) best = { layout, zoom, width: Math.min(width, seen), type };
    }
  }
  choose(best);
  return best.type;
}

// The widest that fits, in screen pixels; null if not even the narrowest does.
function widest(narrowest, most, choose) {
  let low = narrowest;
  choose(low);
  if (!fits()) return null;
  let high = most;
  while (high - low > 6) {
    const middle = (low + high) / 2;
    choose(middle);
    if (fits()) low = middle;
    else high = middle;
  }
  choose(low);
  return low;
}
