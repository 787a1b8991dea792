// Paragraphs of pieces: text, emphasis, and words that are explained while pointed at or focused.

const TIP_GAP_PX = 8;

// In the page's top layer, so that no cell or output area cuts it off.
function placeTip(tip, word) {
  const { left, top, bottom } = word.getBoundingClientRect();
  const furthest = window.innerWidth - tip.offsetWidth - TIP_GAP_PX;
  tip.style.left = `${Math.max(TIP_GAP_PX, Math.min(left, furthest))}px`;
  const below = bottom + tip.offsetHeight <= window.innerHeight;
  tip.style.top = `${below ? bottom : Math.max(0, top - tip.offsetHeight)}px`;
}

function buildTerm({ text, explained }) {
  const id = newId();
  const tip = make("span", { id, class: "neuro-tip", role: "tooltip", popover: "manual" }, explained);
  const word = make("button", { type: "button", class: "neuro-term", "aria-describedby": id }, text);
  const element = make("span", {}, word, tip);
  const isOpen = () => tip.matches(":popover-open");
  const show = () => {
    if (isOpen()) return;
    tip.showPopover();
    placeTip(tip, word);
    for (const event of ["scroll", "resize"]) window.addEventListener(event, hide, { capture: true });
  };
  const hide = () => {
    for (const event of ["scroll", "resize"]) window.removeEventListener(event, hide, { capture: true });
    if (isOpen()) tip.hidePopover();
  };
  word.addEventListener("focus", show);
  word.addEventListener("blur", hide);
  word.addEventListener("click", show);
  element.addEventListener("mouseenter", show);
  element.addEventListener("mouseleave", () => {
    if (document.activeElement !== word) hide();
  });
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isOpen()) return;
    event.stopPropagation();
    hide();
  });
  return element;
}

const STYLE_TAGS = { bold: "strong", italic: "em" };

function buildPiece(piece) {
  if (piece.explained) return buildTerm(piece);
  return piece.style ? make(STYLE_TAGS[piece.style], {}, piece.text) : piece.text;
}

function buildParagraphs(paragraphs) {
  return paragraphs.map((pieces) => make("p", { class: "neuro-prose" }, ...pieces.map(buildPiece)));
}
