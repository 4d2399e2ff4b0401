// Runs in the page that is weighed, before any script of its own.
(() => {
  const news = { counters: 0, rows: 0 };

  const watch = (selector, count) => {
    const element = document.querySelector(selector);
    if (!element) throw new Error(`The page has no ${selector}.`);
    new MutationObserver(count).observe(element, { subtree: true, childList: true, characterData: true });
  };
  const cellOf = ({ target }) =>
    (target instanceof Element ? target : target.parentElement)?.closest("td.k-status");

  window.soakNews = {
    /** Counts from now on. */
    begin() {
      watch("#subtasks .subtabs", () => {
        news.counters += 1;
      });
      watch("#subtask-rows", (records) => {
        news.rows += new Set(records.map(cellOf).filter(Boolean)).size;
      });
    },
    /** What was counted since the last time. */
    take() {
      const told = { ...news };
      Object.assign(news, { counters: 0, rows: 0 });
      return told;
    },
  };
})();
