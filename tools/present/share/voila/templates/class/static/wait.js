// Loaded before the first cell, and so not a module: says how many cells are done, and tells deck.js when
// all are there.
(() => {
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
  const display = window.display_cells;
  window.display_cells = () => {
    display();
    if (!window.themeLoaded) return;
    window.cellsShown = true;
    document.dispatchEvent(new Event("cells-shown"));
  };
  window.voila_finish = () => window.display_cells();
})();
