// Runs in the measured page, before any script of its own.
(() => {
  const figures = { largestPaint: 0, layoutShift: 0, events: [] };

  const watch = (type, note, more = {}) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) note(entry);
    }).observe({ type, buffered: true, ...more });
  watch("largest-contentful-paint", ({ startTime }) => {
    figures.largestPaint = startTime;
  });
  watch("layout-shift", ({ value, hadRecentInput }) => {
    if (!hadRecentInput) figures.layoutShift += value;
  });
  const longerThan = { durationThreshold: 16 };
  watch(
    "event",
    ({ interactionId, duration }) => interactionId > 0 && figures.events.push(duration),
    longerThan,
  );

  const stands = ({ rows, table, count, ends }) => {
    const text = document.querySelector(table)?.textContent ?? "";
    return document.querySelectorAll(rows).length === count && ends.every((end) => text.includes(end));
  };

  /** Milliseconds from the next click to the paint that has the wanted rows. */
  const timeNextClick = (wanted) =>
    new Promise((resolve) => {
      const look = (began) => {
        if (!stands(wanted)) return requestAnimationFrame(() => look(began));
        // A frame is asked before its paint; a message sent then comes after it.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - began);
        port2.postMessage(null);
      };
      const begin = ({ timeStamp }) => requestAnimationFrame(() => look(timeStamp));
      window.addEventListener("click", begin, { capture: true, once: true });
    });

  window.benchProbe = { figures, stands, timeNextClick, timed: null };
})();
