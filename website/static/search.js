// Orders what a search finds: lessons and the pages to look up first, pages for authors and the
// code last; and makes readable what it quotes. Only the page of search results has `Search`.
(() => {
  if (typeof Search === 'undefined') return;
  const APART = 'p, li, td, th, dt, dd, h1, h2, h3, h4, summary, pre, figcaption, output';
  const UNREAD = '.said, .headerlink, .lesson-bar, .taken-from, .answers-at-end, .on-paper, .on-screen';
  const FIRST = /^(lessons\/|glossary$)/;
  const LAST = /^(docs\/|api\/|genindex|py-modindex)/;
  const page = result => result[0];
  const forAuthors = result => LAST.test(page(result)) && page(result) !== 'docs/fidelity';
  const rank = result => (FIRST.test(page(result)) ? 0 : forAuthors(result) ? 2 : 1);

  // Results come with the best at the end.
  const find = Search._performSearch;
  Search._performSearch = (...query) => {
    const results = find(...query);
    // A word of the glossary is found as an entry of the index, as an object and in the text.
    const entries = results.filter(result => page(result) === 'glossary');
    const best = entries.findLast(result => result[6] === 'index') ?? entries.at(-1);
    return results
      .filter(result => page(result) !== 'glossary' || result === best)
      .sort((one, other) => rank(other) - rank(one));
  };

  const textOf = Search.htmlToText;
  Search.htmlToText = (markup, anchor) => {
    const read = new DOMParser().parseFromString(markup, 'text/html');
    for (const gone of read.querySelectorAll(UNREAD)) gone.remove();
    for (const block of read.querySelectorAll(APART)) block.append(' ');
    const word = anchor && read.querySelector(`dt${anchor}`);
    if (word) return `${word.textContent.trim()}: ${word.nextElementSibling.textContent}`;
    return textOf(read.documentElement.outerHTML, anchor);
  };

  // A quotation begins and ends with whole words.
  const quote = Search.makeSearchSummary;
  Search.makeSearchSummary = (...found) => {
    const quoted = quote(...found);
    if (quoted) quoted.textContent = quoted.textContent.replace(/^\.{3}\S*\s+/, '… ').replace(/\s+\S*\.{3}$/, ' …');
    return quoted;
  };
})();
