// What stands around a screen: the title, the foot with its buttons, the contents.

import { make } from "./stage.js";

const CONTRAST = "high-contrast";
const isHigh = () => document.body.classList.contains(CONTRAST);

export function changeContrast() {
  document.body.classList.toggle(CONTRAST);
  localStorage.setItem("class-contrast", isHigh() ? "high" : "");
}

function buildButton(text, label, act) {
  const button = make("button", "", text);
  button.type = "button";
  button.setAttribute("aria-label", label);
  button.title = label;
  button.addEventListener("click", act);
  return button;
}

export function buildHead() {
  const element = make("header", "class-head");
  const over = make("span", "class-over");
  const title = make("h2", "class-title");
  element.append(over, title);
  element.setAttribute("aria-live", "polite");
  const show = (section) => {
    element.hidden = section.level === 1 || section.title === "";
    over.textContent = section.over;
    title.textContent = section.title;
    over.hidden = false;
    over.hidden = section.over === "" || element.scrollWidth > element.clientWidth;
  };
  return { element, show };
}

export function buildFoot({ turn, openContents, changeHelp }) {
  const element = make("footer", "class-foot");
  const lessons = make("a", "", "Lessons");
  lessons.href = document.body.dataset.baseUrl.replace(/voila\/$/, "");
  const bar = make("progress", "");
  bar.setAttribute("aria-label", "How far the lesson is");
  const back = buildButton("‹", "Back (Page Up)", () => turn(-1));
  const next = buildButton("›", "Next (Page Down)", () => turn(1));
  back.dataset.step = "-1";
  next.dataset.step = "1";
  const where = make("span", "class-where");
  const help = buildButton("Help", "What the control in use means (?)", changeHelp);
  element.append(lessons, buildButton("Contents", "Contents (C)", openContents),
    buildButton("Contrast", "Contrast (K)", changeContrast), help, bar, back, where, next);
  if (localStorage.getItem("class-contrast") === "high") document.body.classList.add(CONTRAST);
  const show = (current, screens, sections) => {
    const [first, last] = screens[current].sections;
    const parts = screens.filter((screen) => screen.sections[0] <= first && first <= screen.sections[1]);
    const part = parts.indexOf(screens[current]) + 1;
    const numbers = first === last ? `${first + 1}` : `${first + 1}–${last + 1}`;
    where.textContent = first === last && parts.length > 1
      ? `${numbers} / ${sections.length} · part ${part} of ${parts.length}` : `${numbers} / ${sections.length}`;
    bar.max = screens.length;
    bar.value = current + 1;
    back.disabled = current === 0;
    next.disabled = current === screens.length - 1;
  };
  return { element, show };
}

export function buildContents(goTo) {
  const element = make("dialog", "class-contents");
  const list = make("ol", "");
  element.setAttribute("aria-label", "Contents");
  element.append(list);
  const entry = (section, number, before) => {
    const item = make("li", "");
    item.value = number + 1;
    const button = make("button", section.over ? "class-below" : "", section.title || "Start");
    button.type = "button";
    button.addEventListener("click", () => {
      element.close();
      goTo(number);
    });
    item.append(button);
    const isUnderShown = !section.over || [before.over, before.title].includes(section.over);
    return isUnderShown ? [item] : [make("li", "class-parent", section.over), item];
  };
  const fill = (sections) => list.replaceChildren(
    ...sections.flatMap((section, number) => entry(section, number, sections[number - 1] ?? {})),
  );
  const open = (number) => {
    element.showModal();
    list.querySelectorAll("button")[number]?.focus();
  };
  return { element, fill, open };
}
