import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "@playwright/test";
import type { Bench, Benchmark } from "../frame/benchmark";
import { againstPeer, atMost, type Row } from "../frame/row";
import { weigh } from "../frame/weigh";
import { inSight, type MovingTask, openMovingTask } from "./moving-task";
import { pageActs } from "./page-acts";
import { openOnScale, type PageNews, type PageScale, type PageWeight } from "./page-weight";

/** All of it, and the start of it in which caches fill. */
const [minutes, settleMinutes] = [60, 10] as const;
const weighEveryMinutes = 5;
const actEveryMs = 15_000;
/** What an hour may add. */
const mayGrow = 1.1;

/** A page that stays open all day is as light in the evening as in the morning. */
export const benchmark: Benchmark = {
  name: "page-memory",
  goal: 0,
  soak: true,
  method:
    `the page of a task of 5,000 devices with ${inSight} rows in sight, in a Chromium, for ${minutes} minutes; the simulator retries some of them ` +
    `every second, so that rows and counters change all the time, and every ${actEveryMs / 1_000} s somebody opens a row, a menu or a dialog, filters, ` +
    `searches or goes to another page, and back. Every ${weighEveryMinutes} minutes garbage is collected and the page weighed; the last time against ` +
    `the time after ${settleMinutes} minutes.`,
  run: async (bench) => {
    const task = await openMovingTask(bench.signal);
    try {
      const window = await bench.openWindow();
      const [name = "", value = ""] = task.stage.cookie.split(/=(.*)/s);
      await window.addCookies([{ name, value, url: task.stage.url }]);
      const page = await window.newPage();
      const faults: string[] = [];
      page.on("pageerror", ({ message }) => faults.push(message));
      const scale = await openOnScale(page, task.address);
      const held = await hold(bench, { task, page, scale });
      await window.close();
      return judge(held, faults);
    } finally {
      await task.close();
    }
  },
};

interface Opened {
  task: MovingTask;
  page: Page;
  scale: PageScale;
}

interface Weighed extends PageWeight {
  minute: number;
  consoleBytes: number;
}

interface Held {
  weights: Weighed[];
  news: PageNews[];
  acts: number;
}

/** Keeps the page open and in use, minute by minute. */
async function hold({ signal, say }: Bench, { task, page, scale }: Opened): Promise<Held> {
  const held: Held = { weights: [], news: [], acts: 0 };
  const began = Date.now();
  for (let minute = 1; minute <= minutes; minute += 1) {
    const end = began + minute * 60_000;
    while (Date.now() + actEveryMs <= end) {
      const next = Date.now() + actEveryMs;
      const act = pageActs[held.acts % pageActs.length];
      await act?.play(page, held.acts);
      held.acts += 1;
      await sleep(Math.max(0, next - Date.now()), undefined, { signal });
    }
    await sleep(Math.max(0, end - Date.now()), undefined, { signal });
    await page.getByRole("banner").getByText(/^Live/).waitFor();
    const news = await scale.news();
    held.news.push(news);
    if (minute % weighEveryMinutes > 0) continue;
    const weight = { minute, ...(await scale.weigh()), consoleBytes: await weigh(task.stage.console) };
    held.weights.push(weight);
    say(`${describe(weight)}; in the last minute ${describeNews(news)}`);
  }
  return held;
}

const inMb = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB`;
const describe = ({ minute, heapBytes, nodes, listeners, consoleBytes }: Weighed) =>
  `minute ${minute}: heap ${inMb(heapBytes)}, ${nodes} nodes, ${listeners} listeners; the console ${inMb(consoleBytes)}`;
const describeNews = ({ counters, rows, pieces }: PageNews) =>
  `${counters} changes of the counters, ${rows} of rows in sight, ${pieces} pieces of the stream`;

function judge({ weights, news, acts }: Held, faults: string[]): Row[] {
  const first = weights.find(({ minute }) => minute >= settleMinutes);
  const last = weights.at(-1);
  if (!first || !last) throw new Error("the page was never weighed");
  const total = (of: keyof PageNews) => news.reduce((sum, each) => sum + each[of], 0);
  const silent = news.filter(({ counters, rows, pieces }) => Math.min(counters, rows, pieces) === 0).length;
  const all = { counters: total("counters"), rows: total("rows"), pieces: total("pieces") };
  const grown = (what: string, unit: string, of: (weight: Weighed) => number) =>
    againstPeer(
      { goal: 0, what: `${what} after ${last.minute} minutes, to that after ${first.minute}`, unit },
      of(last),
      of(first),
      mayGrow,
    );
  return [
    grown("a live page: heap", "MB", ({ heapBytes }) => heapBytes / 1e6),
    grown("a live page: DOM nodes", "", ({ nodes }) => nodes),
    grown("a live page: listeners", "", ({ listeners }) => listeners),
    grown("its console: memory", "MB", ({ consoleBytes }) => consoleBytes / 1e6),
    atMost(
      {
        ...{ goal: 0, what: "a live page: minutes without news", unit: "" },
        note: `${describeNews(all)}, ${acts} acts`,
      },
      silent,
      0,
    ),
    atMost(
      { goal: 0, what: "a live page: uncaught errors", unit: "", ...(faults[0] ? { note: faults[0] } : {}) },
      faults.length,
      0,
    ),
  ];
}
