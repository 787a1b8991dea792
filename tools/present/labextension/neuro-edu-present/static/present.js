// Before a class in JupyterLab: bars are hidden, and a lesson that is opened runs all its cells by itself.
// Written as the module container that JupyterLab loads, so that nothing has to be built.
(() => {
  const BARS = ["jp-top-panel", "jp-menu-panel", "jp-bottom-panel"];
  const seen = new WeakSet();

  function* within(widget) {
    for (const child of widget.children?.() ?? []) {
      yield child;
      yield* within(child);
    }
  }

  function hideBars(shell) {
    for (const widget of within(shell)) {
      if (widget.isVisible && (BARS.includes(widget.id) || widget.hasClass("jp-SideBar"))) widget.hide();
    }
  }

  function clear(shell) {
    shell.collapseLeft?.();
    shell.collapseRight?.();
    hideBars(shell);
  }

  const untilIdle = (session) => new Promise((resolve) => {
    const check = () => {
      if (session.session?.kernel?.status !== "idle") return;
      session.statusChanged.disconnect(check);
      resolve();
    };
    session.statusChanged.connect(check);
    check();
  });

  async function wake(app, panel) {
    if (!panel?.sessionContext || !panel.content?.model || seen.has(panel)) return;
    seen.add(panel);
    await panel.context.ready;
    await panel.sessionContext.ready;
    panel.toolbar?.hide();
    await untilIdle(panel.sessionContext);
    await app.commands.execute("notebook:run-all-cells");
    clear(app.shell);
    panel.toolbar?.hide();
    panel.content.activeCellIndex = 0;
    await panel.content.scrollToItem?.(0);
    for (const part of panel.content.node.querySelectorAll(".jp-WindowedPanel-outer")) part.scrollTop = 0;
    panel.content.node.scrollTop = 0;
  }

  const plugin = {
    id: "neuro-edu-present:plugin",
    autoStart: true,
    activate: (app) => {
      app.restored.then(() => {
        clear(app.shell);
        const look = () => wake(app, app.shell.currentWidget);
        app.shell.currentChanged.connect(look);
        // Again and again: JupyterLab shows a side bar when something is added to it.
        app.shell.layoutModified?.connect(() => hideBars(app.shell));
        look();
      });
    },
  };
  window._JUPYTERLAB = window._JUPYTERLAB ?? {};
  window._JUPYTERLAB["neuro-edu-present"] = {
    init: () => {},
    get: async () => () => ({ __esModule: true, default: plugin }),
  };
})();
