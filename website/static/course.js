// Places the explanation of a word beside the word. Without this file it appears at the foot of the
// window, as course.css has it.
(() => {
  const GAP_PX = 8;
  const touch = window.matchMedia('(hover: none)');

  function place(word) {
    const said = word.nextElementSibling;
    word.classList.remove('dismissed');
    said.classList.add('placed');
    const at = word.getClientRects()[0];
    const { offsetWidth: width, offsetHeight: height } = said;
    const right = document.documentElement.clientWidth - width - GAP_PX;
    said.style.left = `${Math.max(GAP_PX, Math.min(at.left, right))}px`;
    const below = at.bottom + height < window.innerHeight;
    said.style.top = `${below ? at.bottom : at.top - height}px`;
  }

  // A page that scrolls, as it does when Tab leads to a word out of sight, moves its words.
  function follow() {
    document.querySelectorAll('.explained:hover:not(.dismissed), .explained:focus:not(.dismissed)')
      .forEach(place);
  }

  function dismiss() {
    document.querySelectorAll('.explained:hover, .explained:focus, .explained:has(+ .said:hover)')
      .forEach(word => word.classList.add('dismissed'));
  }

  for (const word of document.querySelectorAll('.explained')) {
    word.addEventListener('mouseenter', () => place(word));
    word.addEventListener('focus', () => place(word));
    // A finger cannot hover: the first touch explains, the second follows the link.
    word.addEventListener('click', event => {
      if (touch.matches && !word.dataset.touched) {
        event.preventDefault();
        word.dataset.touched = 'yes';
        word.focus();
        place(word);
      }
    });
    word.addEventListener('blur', () => { delete word.dataset.touched; });
  }
  window.addEventListener('scroll', follow, { passive: true, capture: true });
  document.addEventListener('keydown', event => { if (event.key === 'Escape') dismiss(); });

  // A picture is touched to be read: on a narrow page it grows where it stands, and scrolls.
  const narrow = window.matchMedia('(max-width: 46em)');
  for (const link of document.querySelectorAll('a.full-size')) {
    link.addEventListener('click', event => {
      if (!narrow.matches) return;
      event.preventDefault();
      link.classList.toggle('large');
    });
  }

  // What can be scrolled sideways can be reached by keyboard.
  function openToKeyboard() {
    for (const box of document.querySelectorAll('.table-wrapper, pre')) {
      const scrolls = box.scrollWidth > box.clientWidth;
      box.classList.toggle('scrolls', scrolls);
      if (scrolls) box.tabIndex = 0;
      else box.removeAttribute('tabindex');
    }
  }
  openToKeyboard();
  // A table that was folded has no width before.
  document.addEventListener('toggle', openToKeyboard, { capture: true });
  window.addEventListener('resize', openToKeyboard);
  window.addEventListener('beforeprint', () => {
    document.querySelectorAll('details.step').forEach(step => { step.open = true; });
  });
})();
