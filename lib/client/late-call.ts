import type { call as callAtOnce } from "./api";

/** The same, whose code comes with the first call: a page that starts from the server's HTML can do without it. */
export const call: typeof callAtOnce = async (endpoint, input) =>
  (await import("./api")).call(endpoint, input);
