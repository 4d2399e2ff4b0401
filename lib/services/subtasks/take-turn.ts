/** The last of those who look at all rows of a task: the next one waits for it. */
let last: Promise<unknown> = Promise.resolve();

/** Runs what looks at all rows of a task, one after the other in this process, in the order they came. */
export function takeTurn<T>(run: () => Promise<T>): Promise<T> {
  const turn = last.then(run, run);
  last = turn.catch(() => undefined);
  return turn;
}
