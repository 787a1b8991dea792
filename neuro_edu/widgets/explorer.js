export default { initialize: watchFirstPicture, render: (view) => buildLivePanel(view) };
