// What every panel needs: building elements, ids that no other panel has, keys that stay here.

let panelsMade = 0;

function newId() {
  panelsMade += 1;
  return `neuro-${panelsMade}-${Math.random().toString(36).slice(2, 8)}`;
}

function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "class") element.className = value;
    else if (name.includes("-") || name === "for" || name === "role") element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children);
  return element;
}

// JupyterLab acts on bare keys wherever the focus is: arrows jump between headings, "d d" deletes
// the cell. Key combinations, Escape and Shift+Enter stay with JupyterLab.
function keepKeys(root) {
  root.addEventListener("keydown", (event) => {
    const forLab = event.ctrlKey || event.metaKey || event.altKey || event.key === "Escape"
      || (event.key === "Enter" && event.shiftKey);
    if (!forLab) event.stopPropagation();
  });
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
  element.hidden = text === "";
}
