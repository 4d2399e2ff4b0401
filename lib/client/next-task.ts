/** Lets the browser paint and hear the person before the next piece of work on a long list. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
