export default { render: (view) => buildLivePanel(view) };
