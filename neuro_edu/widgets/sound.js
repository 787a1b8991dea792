// The kernel makes the sound of the picture when it is asked; `isPending()` says whether another
// picture is on its way, for which Listen then waits.
function buildSound(title, kernel, isPending) {
  const id = newId();
  const button = make("button", { type: "button", class: "neuro-button" }, "Listen");
  const player = make("audio", {
    controls: true, class: "neuro-player", hidden: true, "aria-label": `Sound: ${title}`,
  });
  const error = make("p", { class: "neuro-error", role: "alert", hidden: true });
  let address = "";
  let isWanted = false;

  const play = () => {
    for (const other of document.querySelectorAll(".neuro-player")) other.pause();
    player.currentTime = 0;
    player.play().catch(() => {}); // where a browser forbids it, the student presses play
  };
  const ask = () => {
    isWanted = false;
    kernel.send({ listen: id });
  };
  button.addEventListener("click", () => {
    if (isBusy(button)) return;
    if (address) { play(); return; }
    markBusy(button, true);
    isWanted = true;
    if (!isPending()) ask();
  });
  player.addEventListener("error", () => {
    if (address) setText(error, "This browser cannot play the sound.");
  });
  const receive = (content, buffers) => {
    if (content.sound !== id) return;
    markBusy(button, false);
    setText(error, content.error);
    if (buffers.length === 0) return;
    address = URL.createObjectURL(new Blob([buffers[0]], { type: "audio/wav" }));
    player.src = address;
    player.hidden = false;
    play();
  };
  // A sound never outlives its picture.
  const drop = () => {
    setText(error, "");
    if (!address) return;
    player.pause();
    player.hidden = true;
    URL.revokeObjectURL(address);
    address = "";
    player.removeAttribute("src");
    player.load();
  };
  const settle = () => { if (isWanted) ask(); };
  const setLost = (lost) => {
    button.disabled = lost;
    if (lost) { markBusy(button, false); isWanted = false; }
  };
  return { button, player, error, receive, drop, settle, setLost };
}
