// The keys of the deck. They come before any panel or browser default: a clicker sends Page Up and Page Down,
// and a slider would take them.

const ARROW_PX = 80;
const WRITTEN = "input:not([type='range']):not([type='radio']):not([type='checkbox']), textarea";
const TYPED = `${WRITTEN}, select`;
const TAKES_ARROWS = "input, textarea, select, [role='tab'], [role='listbox'] *";

// A screen that is longer than the window is scrolled to its end before the next one comes.
function page(frame, step, turn) {
  const isAtEnd = step > 0
    ? frame.scrollTop + frame.clientHeight >= frame.scrollHeight - 12 : frame.scrollTop <= 12;
  if (isAtEnd) turn(step);
  else frame.scrollTop += step * 0.85 * frame.clientHeight;
}

// What letters do where nothing is typed, and signs where nothing is written: a list goes to an entry by its
// first letter.
export function listen(frame, { turn, isBusy, letters, signs }) {
  const actOf = ({ key, target }) => {
    const step = { PageDown: 1, PageUp: -1 }[key];
    if (step) return () => page(frame, step, turn);
    const line = { ArrowDown: 1, ArrowUp: -1 }[key];
    const isLong = frame.scrollHeight > frame.clientHeight + 1;
    if (line && isLong && !target.matches?.(TAKES_ARROWS)) return () => { frame.scrollTop += line * ARROW_PX; };
    if (key in signs) return target.matches?.(WRITTEN) ? null : signs[key];
    return target.matches?.(TYPED) ? null : letters[key.toLowerCase()];
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || isBusy()) return;
    const act = actOf(event);
    if (!act) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
  }, true);
}
