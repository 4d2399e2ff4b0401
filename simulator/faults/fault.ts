/** Answers that come instead of the platform's own. */
type Instead =
  /** `status` with the platform's error envelope; 200 makes it an error inside a success (legacy API). */
  | { kind: "status"; status?: number; code?: string; message?: string; retryAfter?: number | string }
  /** 429 or a 403 with a throttle code; with `over` only calls beyond so many a second. */
  | {
      kind: "throttle";
      status?: number;
      code?: string;
      message?: string;
      retryAfter?: number | string;
      over?: number;
    }
  | { kind: "html"; status?: number; retryAfter?: number | string }
  | { kind: "empty"; status?: number }
  | { kind: "redirect"; to: string; status?: number }
  /** `bytes` of valid JSON after decoding, made while it is sent. */
  | { kind: "flood"; bytes: number; gzip?: boolean; contentLength?: boolean };

/** What happens to the connection. */
type Connection =
  /** Before anything is done. */
  | { kind: "reset" }
  /** After the call was carried out. */
  | { kind: "lose-answer" }
  /** Not even headers. */
  | { kind: "hang" }
  /** Headers, then a byte every `everyMs` (1,000). */
  | { kind: "drip"; everyMs?: number }
  /** Half the body; without a content length it ends as if that was all. */
  | { kind: "truncate"; contentLength?: boolean }
  /** Nothing but the wait. */
  | { kind: "delay"; delayMs: number };

/** One change to the JSON of an answer; `at` as in `edit-json.ts`. */
export type Edit = { at: string; value?: unknown; remove?: boolean };

/** The platform's own answer, changed. */
type Changed =
  | ({ kind: "rewrite" } & Edit)
  /** From the second page on every page begins with the last `rows` of the one before. */
  | { kind: "shift-rows"; rows?: number }
  /** Every page but the first carries the marker it was asked with. */
  | { kind: "repeat-marker" }
  /** After the last page come more, each with a new marker. */
  | { kind: "endless-pages" };

/**
 * A fault to inject. All fitting rewrites apply; of the others the first that fits. `retryAfter` is seconds or the
 * header's text, which may be a date; `…Ms` are real milliseconds.
 */
export type Fault = {
  /** `path` matches when it occurs in path and query. Absent = every call. */
  match?: { method?: string; path?: string };
  /** How often it strikes; absent = until it is cleared. */
  times?: number;
  /** Share of the fitting calls it strikes, drawn from the seed; absent = all. */
  probability?: number;
  /** Waits before anything else is done. */
  delayMs?: number;
} & (Instead | Connection | Changed);

export type FaultKind = Fault["kind"];
export type FaultOf<K extends FaultKind> = Extract<Fault, { kind: K }>;
