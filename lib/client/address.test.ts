import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { changeAddress, forgetToTellRouter, tellRouter } from "./address";

/** As the browser's own, with a state that the router has left in it. */
function makeWindow() {
  const location = { search: "", href: "http://muster.example/tasks/1" };
  const go = (state: unknown, _: string, address: string) => {
    const url = new URL(address, location.href);
    Object.assign(location, { search: url.search, href: url.href });
    history.state = state ?? history.state;
  };
  const history = { state: { __NA: true } as unknown, pushState: vi.fn(go), replaceState: vi.fn(go) };
  return { location, history };
}

let page = makeWindow();
/** The router hears of a change that brings no state. */
const told = () =>
  [...page.history.pushState.mock.calls, ...page.history.replaceState.mock.calls].filter(
    ([state]) => state === null,
  );

beforeEach(() => {
  vi.useFakeTimers();
  page = makeWindow();
  vi.stubGlobal("window", page);
});
afterEach(() => {
  forgetToTellRouter();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a change of the address", () => {
  it("is in the address at once, and the router hears of it later, once", () => {
    changeAddress("/tasks/1?page=2", "push");
    changeAddress("/tasks/1?page=3", "push");
    expect(page.history.pushState).toHaveBeenCalledTimes(2);
    expect(page.location.search).toBe("?page=3");
    expect(told()).toEqual([]);
    vi.advanceTimersByTime(5_000);
    expect(told()).toEqual([[null, "", "http://muster.example/tasks/1?page=3"]]);
  });

  it("is told before the router does anything else", () => {
    changeAddress("/tasks/1?status=Fail", "replace");
    tellRouter();
    expect(told()).toHaveLength(1);
    vi.advanceTimersByTime(5_000);
    tellRouter();
    expect(told()).toHaveLength(1);
  });

  it("is told at once while the router is busy with the one before it, which it would write again", () => {
    changeAddress("/tasks/1?page=2", "push");
    vi.advanceTimersByTime(5_000);
    changeAddress("/tasks/1?page=3", "push");
    expect(told().at(-1)).toEqual([null, "", "http://muster.example/tasks/1?page=2"]);
    expect(page.history.pushState).toHaveBeenLastCalledWith(null, "", "/tasks/1?page=3");
  });

  it("is not told once somebody has gone elsewhere", () => {
    changeAddress("/tasks/1?page=2", "push");
    forgetToTellRouter();
    vi.advanceTimersByTime(5_000);
    expect(told()).toEqual([]);
    changeAddress("/tasks/1?page=3", "push");
    expect(told()).toEqual([]);
  });
});
