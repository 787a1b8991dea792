// A long table goes on on the next screen.

import { fits, set, show, size, usedHeight } from "./stage.js";

const TABLE_SIZE = 0.8; // of a table that has several screens
const SMALL_TABLE_SIZE = 0.7; // rather than two screens

// Even parts of one size.
export function tableScreens(table) {
  const whole = { element: table, alone: "table" };
  show([whole]);
  set("--class-shrink", TABLE_SIZE);
  const heights = [...table.querySelectorAll("tbody tr")].map((row) => row.getBoundingClientRect().height);
  const widths = [...table.querySelectorAll("thead th")].map((cell) => cell.getBoundingClientRect().width);
  const total = heights.reduce((sum, height) => sum + height, 0);
  const room = size().height - usedHeight() + total - 4;
  set("--class-shrink", 1);
  const n = firstsOf(heights, room).length;
  set("--class-shrink", SMALL_TABLE_SIZE);
  const fitsSmall = fits();
  if (n === 1 || (n === 2 && fitsSmall)) return [[whole]];
  let even = total / n;
  while (even < room && firstsOf(heights, even).length > n) even += 4;
  const firsts = firstsOf(heights, Math.min(even, room));
  return firsts.map((first, i) => [
    { ...whole, widths, size: TABLE_SIZE, rows: [first, firsts[i + 1] ? firsts[i + 1] - 1 : null] }]);
}

// The first rows of the parts of a table if no part may be higher than the room.
function firstsOf(heights, room) {
  const firsts = [];
  let used = Infinity;
  heights.forEach((height, index) => {
    if (used + height > room) {
      firsts.push(index + 1);
      used = 0;
    }
    used += height;
  });
  return firsts;
}
