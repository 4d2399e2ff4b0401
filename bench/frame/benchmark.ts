import type { BrowserContext } from "@playwright/test";
import type { Installation } from "@/e2e/support/installation";
import type { DatabaseStage } from "./database-stage";
import type { Row } from "./row";

/** What a benchmark may use; everything is made when it is first asked for, and taken down at the end. */
export interface Bench {
  soak: boolean;
  signal: AbortSignal;
  /** A window of a real Chromium with an empty profile; the caller closes it. */
  openWindow: () => Promise<BrowserContext>;
  /** A production build that runs as `npm start` runs it, with the sandbox; shared by all. */
  installation: () => Promise<Installation>;
  /** A PostgreSQL with five million subtasks; shared by all, and never changed where they are. */
  database: () => Promise<DatabaseStage>;
  /** Says what is going on, for people who wait. */
  say: (text: string) => void;
}

/** One goal of the performance sheet, measured. A file of `bench/goals` each, as its export `benchmark`. */
export interface Benchmark {
  name: string;
  goal: number;
  /** How it is measured, in a sentence or two; printed above its rows. */
  method: string;
  /** Takes minutes: run with `--soak` only. */
  soak?: true;
  run: (bench: Bench) => Promise<Row[]>;
}
