// Shows a lesson section by section. A section begins at a heading and fills one screen or several: its
// blocks (paragraphs, lists, pictures, questions) are put on a screen as long as they fit; a panel has a
// screen of its own and is made as large as that allows.
(() => {
  const FRAME = "#rendered_cells > div";
  const HEADINGS = "h1, h2, h3";
  const SMALLEST_TEXT = 0.55;
  const TABLE_SIZE = 0.8; // a table that is longer goes on on the next screen
  const SMALL_TABLE_SIZE = 0.7; // rather than two screens
  const SMALLEST_ZOOM = 0.7;
  const READABLE_ZOOM = 1; // of a panel that is scrolled through instead of being made smaller
  const SCROLLED = ".neuro-clinic, .neuro-case";
  const ARROW_PX = 80;
  const NOTE = "Panels are live: there is nothing to wake. Answers given here are not kept.";
  const CONTROL_PX = 16; // type of a panel's controls, and of the words in a picture at its own size
  const PICTURE_PX = 18;
  const EASY_PX = 15;
  const make = (tag, className, text = "") => {
    const element = document.createElement(tag);
    element.className = className;
    element.textContent = text;
    return element;
  };

  // While the kernel runs the cells: how many are done.
  let nTold = 0;
  window.voila_process = (index, count) => {
    const bar = document.getElementById("class-progress");
    if (!bar || index < nTold) return;
    nTold = index;
    bar.max = count;
    bar.value = index;
    document.getElementById("loading_text").textContent = `Preparing the lesson: ${index} of ${count}`;
  };
  window.voila_heartbeat = () => {};

  let frame = null;
  let screens = [];
  let sections = [];
  let current = -1;
  let header = null;
  let footer = null;
  let contents = null;
  const rowStyle = document.createElement("style");

  const isEmpty = (element) => !element.textContent.trim() && !element.querySelector("img, audio, canvas");
  const isLong = (element) => element.matches("ul, ol") && element.children.length > 1;

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
    else if (element.querySelector(":scope > a[href$='.ipynb']") && element.matches("p:last-child")
      && element.textContent.includes("|")) element.dataset.screen = "never"; // the way to other lessons
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

  // Sections: { over, title, blocks }. A heading without anything below it stands over the next one.
  function collect() {
    const found = [];
    let over = "";
    let open = null;
    // The lessons are written for reading alone, and speak of waking a panel and of kept answers.
    if (!frame.querySelector(".class-live")) frame.querySelector("h1")?.after(make("p", "class-live", NOTE));
    for (const cell of document.querySelectorAll(`${FRAME} > [cell-index]`)) {
      for (const block of blocksIn(cell)) {
        if (!block.heading) {
          open ??= { over: "", title: "", level: 1, blocks: [] };
          if (found.at(-1) !== open) found.push(open);
          open.blocks.push(block);
          continue;
        }
        const title = titleOf(block.element);
        if (block.heading === 2) over = title;
        open = { over: block.heading === 3 ? over : "", title, level: block.heading, blocks: [] };
        if (block.heading === 1) open.blocks.push({ element: block.element });
      }
    }
    return found;
  }

  const MARKS = ["shown", "way", "apart"];
  function show(blocks) {
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
    const kind = blocks.at(-1).alone ?? "text";
    frame.dataset.kind = kind;
    showRows(blocks.at(-1));
    frame.scrollTop = 0;
  }
  const set = (name, value) => frame.style.setProperty(name, value);
  const fits = (share = 1) => {
    if (share === 1) return frame.scrollHeight <= frame.clientHeight + 1;
    const shown = [...frame.querySelectorAll("[data-screen='shown']")];
    return shown.at(-1).getBoundingClientRect().bottom - frame.getBoundingClientRect().top
      <= share * frame.clientHeight;
  };

  // As many blocks as fit; a block that does not fit by itself stands alone and is made smaller.
  function* screensOf(section, number) {
    let together = [];
    const screen = (blocks) => ({ section: number, blocks });
    for (const block of section.blocks) {
      if (block.alone === "question" && together.length) {
        show([...together, block]); // a line of introduction stays with its question
        if (fits(0.7)) {
          yield screen([...together, block]);
          together = [];
          continue;
        }
      }
      if (block.alone) {
        if (together.length) yield screen(together);
        together = [];
        yield* block.alone === "panel" ? panelScreens(block).map(screen) : [screen([block])];
        continue;
      }
      show([...together, block]);
      if (together.length && !fits()) {
        yield screen(together);
        together = [];
      }
      show([block]);
      if (block.element.matches("table") && !fits()) yield* tableScreens(block.element).map(screen);
      else together.push(block);
    }
    if (together.length) yield screen(together);
  }

  // A panel's table of numbers has a screen of its own where it would make the panel hard to read.
  function panelScreens(block) {
    const table = block.element.querySelector(":scope > .neuro-scroll:has(.neuro-table)");
    if (!table || table.hidden) return [[block]];
    show([block]);
    if (fitPanel(block.element) >= EASY_PX * base()) return [[block]];
    return [[{ ...block, without: table }], ...tableScreens(table)];
  }

  // A long table is cut into even parts of one size; its columns stay as wide as in the whole table.
  function tableScreens(table) {
    const whole = { element: table, alone: "table" };
    show([whole]);
    set("--class-shrink", TABLE_SIZE);
    const heights = [...table.querySelectorAll("tbody tr")].map((row) => row.getBoundingClientRect().height);
    const widths = [...table.querySelectorAll("thead th")].map((cell) => cell.getBoundingClientRect().width);
    const total = heights.reduce((sum, height) => sum + height, 0);
    const room = frame.clientHeight - frame.scrollHeight + total - 4;
    set("--class-shrink", 1);
    const n = firstsOf(heights, room).length;
    set("--class-shrink", SMALL_TABLE_SIZE);
    const fitsSmall = fits();
    set("--class-shrink", 1);
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

  function showRows({ rows, widths = [] }) {
    const [first, last] = rows ?? [1, null];
    const chosen = `:nth-child(n + ${first})${last ? `:nth-child(-n + ${last})` : ""}`;
    const all = widths.reduce((sum, width) => sum + width, 0);
    rowStyle.textContent = [
      `[data-screen="shown"] tbody tr:not(${chosen}) { display: none; }`,
      ...(all ? ['.class-frame :is(table[data-screen="shown"], [data-screen="shown"] table) { table-layout: fixed !important; width: 100%; }'] : []),
      ...widths.map((width, i) => `[data-screen="shown"] thead th:nth-child(${i + 1}) { width: ${100 * width / all}%; }`),
    ].join("\n");
  }

  const isPictureless = () => frame.dataset.kind === "panel"
    && !screens[current].blocks[0].element.querySelector(".neuro-picture");
  const base = () => Math.min(window.innerWidth / 1280, window.innerHeight / 720);

  // Text may shrink a little; a panel and its picture are made as large as they can be read best.
  function fit() {
    const { blocks } = screens[current];
    let size = blocks.at(-1).size ?? 1;
    set("--class-shrink", size);
    if (frame.dataset.kind === "panel") fitPanel(blocks[0].element);
    else while (size > SMALLEST_TEXT && !fits()) set("--class-shrink", size -= 0.05);
    frame.tabIndex = fits() ? -1 : 0;
  }

  // Chooses zoom and width of the picture so that the smaller of two types, that of the controls and that
  // of the picture, is as large as possible; returns its size in px, 0 if nothing fits.
  function fitPanel(panel) {
    const picture = panel.querySelector(".neuro-picture");
    const natural = Number(picture?.getAttribute("width") ?? 0);
    const choose = (zoom, width) => {
      set("--class-fit", zoom);
      set("--class-picture", `${width}px`);
    };
    if (panel.matches(SCROLLED)) {
      choose(READABLE_ZOOM * base(), frame.clientWidth);
      return CONTROL_PX * READABLE_ZOOM * base();
    }
    let best = { type: 0, zoom: SMALLEST_ZOOM * base(), width: 480 };
    for (let size = 1.3; size >= SMALLEST_ZOOM - 0.001; size -= 0.05) {
      const zoom = size * base();
      if (CONTROL_PX * zoom <= best.type) break;
      let low = 0;
      let high = picture ? frame.clientWidth / zoom : 0;
      choose(zoom, low);
      if (!fits()) continue;
      while (high - low > 8) {
        const middle = (low + high) / 2;
        choose(zoom, middle);
        if (fits()) low = middle;
        else high = middle;
      }
      choose(zoom, low);
      const seen = picture ? picture.getBoundingClientRect().width : Infinity;
      const type = Math.min(CONTROL_PX * zoom, PICTURE_PX * seen / natural);
      if (type > best.type) best = { type, zoom, width: low };
    }
    choose(best.zoom, best.width);
    return best.type;
  }

  function turn(to, focus = true) {
    if (screens.length === 0) return;
    current = Math.min(screens.length - 1, Math.max(0, to));
    const { section: number, blocks } = screens[current];
    const section = sections[number];
    header.hidden = section.level === 1 || section.title === "";
    show(blocks);
    fit();
    const parts = screens.filter((screen) => screen.section === number);
    const part = parts.indexOf(screens[current]) + 1;
    header.querySelector(".class-over").textContent = section.over;
    header.querySelector(".class-title").textContent = section.title;
    const where = `${number + 1} / ${sections.length}`;
    footer.querySelector(".class-where").textContent = parts.length > 1
      ? `${where} · part ${part} of ${parts.length}` : where;
    footer.querySelector("progress").max = screens.length;
    footer.querySelector("progress").value = current + 1;
    footer.querySelector("[data-step='-1']").disabled = current === 0;
    footer.querySelector("[data-step='1']").disabled = current === screens.length - 1;
    if (focus) {
      frame.focus({ preventScroll: true });
      for (const media of frame.querySelectorAll("audio, video")) media.pause();
    }
    history.replaceState(null, "", `#${number + 1}`);
  }

  const isSame = (block, other) => block.element === other.element && block.rows?.[0] === other.rows?.[0];

  // Cut again when pictures have arrived or the window has changed; stay where the class is.
  function cut() {
    const here = screens[current]?.blocks[0];
    const { scrollTop } = frame;
    const focused = document.activeElement;
    const wanted = Number(location.hash.slice(1)) || 1;
    set("--class-shrink", 1);
    sections = collect();
    screens = sections.flatMap((section, number) => {
      header.hidden = section.level === 1 || section.title === "";
      return [...screensOf(section, number)];
    });
    let to = here ? screens.findIndex(({ blocks }) => blocks.some((block) => isSame(block, here))) : -1;
    if (to < 0) to = screens.findIndex(({ section }) => section === wanted - 1);
    turn(to, false);
    if (here && isSame(screens[current].blocks[0], here)) {
      frame.scrollTop = scrollTop;
      if (focused !== document.activeElement) focused?.focus?.({ preventScroll: true });
    }
    contents.querySelector("ol").replaceChildren(...sections.flatMap((section, number) => {
      const item = make("li", "");
      item.value = number + 1;
      const button = make("button", section.over ? "class-below" : "", section.title || "Start");
      button.type = "button";
      button.addEventListener("click", () => {
        contents.close();
        turn(screens.findIndex((screen) => screen.section === number));
      });
      item.append(button);
      const before = sections[number - 1] ?? {};
      const isUnderShown = !section.over || [before.over, before.title].includes(section.over);
      return isUnderShown ? [item] : [make("li", "class-parent", section.over), item];
    }));
    document.body.dataset.deck = document.querySelector(
      "script[type='application/vnd.voila.cell-output+json']:not([data-done])") ? "filling" : "ready";
  }

  const contrast = (high) => document.body.classList.toggle("high-contrast", high);
  function changeContrast() {
    contrast(!document.body.classList.contains("high-contrast"));
    localStorage.setItem("class-contrast", document.body.classList.contains("high-contrast") ? "high" : "");
  }
  function openContents() {
    contents.showModal();
    contents.querySelectorAll("button")[screens[current]?.section ?? 0]?.focus();
  }

  function build() {
    frame = document.querySelector(FRAME);
    frame.classList.add("class-frame");
    header = make("header", "class-head");
    header.append(make("span", "class-over"), make("h2", "class-title"));
    header.setAttribute("aria-live", "polite");
    footer = make("footer", "class-foot");
    const button = (text, label, act) => {
      const element = make("button", "", text);
      element.type = "button";
      element.setAttribute("aria-label", label);
      element.title = label;
      element.addEventListener("click", act);
      return element;
    };
    const back = button("‹", "Back (Page Up)", () => turn(current - 1));
    const next = button("›", "Next (Page Down)", () => turn(current + 1));
    back.dataset.step = "-1";
    next.dataset.step = "1";
    const lessons = make("a", "", "Lessons");
    lessons.href = document.body.dataset.baseUrl.replace(/voila\/$/, "");
    const bar = make("progress", "");
    bar.setAttribute("aria-label", "How far the lesson is");
    footer.append(lessons, button("Contents", "Contents (C)", openContents),
      button("Contrast", "Contrast (K)", changeContrast), bar, back, make("span", "class-where"), next);
    contents = make("dialog", "class-contents");
    contents.setAttribute("aria-label", "Contents");
    contents.append(make("ol", ""));
    document.body.prepend(header);
    document.body.append(footer, contents, rowStyle);
    contrast(localStorage.getItem("class-contrast") === "high");
    watch();
  }

  function watch() {
    let timer = 0;
    let before = "";
    const PARTS = [".neuro-panel", ".neuro-question", ".jp-OutputArea-output", ".jp-RenderedHTMLCommon > *"];
    const signature = () => [innerWidth, innerHeight,
      ...PARTS.map((part) => frame.querySelectorAll(part).length)].join(" ");
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

  // A screen that is longer than the window is scrolled to its end before the next one comes.
  const isAtEnd = (step) => (step > 0
    ? frame.scrollTop + frame.clientHeight >= frame.scrollHeight - 12 : frame.scrollTop <= 12);
  function page(step) {
    if (isAtEnd(step)) turn(current + step);
    else frame.scrollTop += step * 0.85 * frame.clientHeight;
  }

  // Before any panel or browser default: a clicker sends Page Up and Page Down, and a slider would take them.
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !frame || contents.open) return;
    const typing = event.target.matches?.("input:not([type='range']):not([type='radio']):not([type='checkbox']), textarea, select");
    const step = { PageDown: 1, PageUp: -1 }[event.key];
    const line = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const takesArrows = event.target.matches?.("input, textarea, select, [role='tab'], [role='listbox'] *");
    const act = step ? () => page(step)
      : line && !takesArrows && !fits() ? () => { frame.scrollTop += line * ARROW_PX; }
      : typing ? null
        : { c: openContents, C: openContents, k: changeContrast, K: changeContrast }[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
  }, true);

  const display = window.display_cells;
  window.display_cells = () => {
    display();
    if (!frame && window.themeLoaded) build();
  };
  window.voila_finish = () => window.display_cells();
})();
