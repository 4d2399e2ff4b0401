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

  const stands = ({ rows, devices }) => {
    const all = [...document.querySelectorAll(rows)];
    return (
      all.length === devices.length && all.every((row, place) => row.textContent.includes(devices[place]))
    );
  };

  /** Whether each row in sight is the wanted one, and none is missing there; throws when the table is out of sight. */
  const seen = ({ rows, devices }) => {
    const all = [...document.querySelectorAll(rows)].map((row) => ({
      row,
      box: row.getBoundingClientRect(),
    }));
    const last = all.at(-1);
    if (!last || (all.length < devices.length && last.box.bottom < innerHeight)) return false;
    const inSight = [...all.keys()].filter(
      (place) => all[place].box.bottom > 0 && all[place].box.top < innerHeight,
    );
    if (inSight.length === 0) throw new Error("No row is in sight.");
    return inSight.every((place) => all[place].row.textContent.includes(devices[place]));
  };

  /** Resolves after the paint of the first frame for which `isSo`, with its milliseconds since `began`. */
  const whenPainted = (isSo, began) =>
    new Promise((resolve, reject) => {
      const look = () => {
        try {
          if (!isSo()) return requestAnimationFrame(look);
        } catch (error) {
          return reject(error);
        }
        // A frame is asked before its paint; a message sent then comes after it.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - began);
        port2.postMessage(null);
      };
      requestAnimationFrame(look);
    });

  /** Milliseconds from the next click to the paint that has the wanted rows in sight, and to the one that has all. */
  const timeNextClick = (wanted) =>
    new Promise((resolve, reject) => {
      const begin = ({ timeStamp }) => {
        const inSight = whenPainted(() => seen(wanted), timeStamp);
        inSight
          .then(async (ms) => ({ inSight: ms, all: await whenPainted(() => stands(wanted), timeStamp) }))
          .then(resolve, reject);
      };
      window.addEventListener("click", begin, { capture: true, once: true });
    });

  window.benchProbe = { figures, stands, timeNextClick, timed: null };
})();
