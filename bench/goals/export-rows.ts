import { get } from "node:http";
import { findFreePort } from "@/scripts/process/ports";
import type { Bench, Benchmark } from "../frame/benchmark";
import { type ConsoleStage, openConsoleStage } from "../frame/console-stage";
import { asTypeScript } from "../frame/load-line";
import { usageOf } from "../frame/process-usage";
import { type Program, startProgram } from "../frame/program";
import { againstPeer, atMost, median, notMeasured, type Row } from "../frame/row";

const [rows, rounds] = [1_000_000, 5] as const;
/** A filter that every row passes, so that nothing is gained by leaving rows out. */
const everyStatus = "status=Success&status=Fail&status=Waitting";
const sheetFilter = "status=Fail&status=Waitting";
/** exceljs, streaming, takes 0.74 of SheetJS's time (performance sheet, §5); of that 1 / 0.9 is the goal. */
const ofSheetJs = 0.74 / 0.9;

interface Sent {
  milliseconds: number;
  firstByte: number;
  bytes: number;
  /** Resident bytes of who sent it, at most. */
  peak: number;
}

/** Performance sheet, goal 15: a million rows as CSV, and many as XLSX, through the product's address. */
export const benchmark: Benchmark = {
  name: "export-rows",
  goal: 15,
  method:
    `${rows.toLocaleString("en")} filtered rows as CSV by the built console, with session, audit, one snapshot, words, advice and guard, ` +
    "beside a program that sends on what COPY (FORMAT csv) of the same columns gives, protocol and all; 120,000 rows as XLSX beside " +
    `SheetJS in memory, since exceljs is not installed; the middle one of ${rounds} rounds by turns.`,
  run: async (bench) => {
    bench.say("filling a task with a million rows");
    const stage = await openConsoleStage({ rows, signal: bench.signal });
    try {
      await stage.database.pool.query("VACUUM ANALYZE subtask");
      return [...(await exportCsv(bench, stage)), ...(await exportXlsx(bench, stage))];
    } finally {
      await stage.close();
    }
  },
};

async function exportCsv(bench: Bench, stage: ConsoleStage): Promise<Row[]> {
  const { before, ours, peer } = await measure(bench, stage, {
    query: `format=csv&${everyStatus}`,
    program: "bench/baselines/bare-copy.ts",
  });
  const about = { goal: 15, unit: "ms" };
  const note = (share: number) => `${share.toFixed(2)} of its rows a second`;
  const [own, bare] = [middle(ours, "milliseconds"), middle(peer, "milliseconds")];
  return [
    againstPeer({ ...about, what: "a million rows as CSV", note: note(bare / own) }, own, bare, 1 / 0.6),
    againstPeer(
      { ...about, what: "CSV: to the first byte" },
      middle(ours, "firstByte"),
      middle(peer, "firstByte"),
      5,
    ),
    growth("a million rows as CSV", ours, before),
  ];
}

async function exportXlsx(bench: Bench, stage: ConsoleStage): Promise<Row[]> {
  const { before, ours, peer } = await measure(bench, stage, {
    query: `format=xlsx&${sheetFilter}`,
    program: "bench/baselines/sheetjs-export.ts",
  });
  const about = { goal: 15, what: "120,000 rows as XLSX", unit: "ms" };
  const note = "against SheetJS in memory, taken as 1.35 of exceljs streaming";
  return [
    againstPeer({ ...about, note }, middle(ours, "milliseconds"), middle(peer, "milliseconds"), ofSheetJs),
    growth("120,000 rows as XLSX", ours, before),
  ];
}

interface Contest {
  query: string;
  /** Of the peer, whatever it is asked for. */
  program: string;
}

async function measure({ signal, say }: Bench, stage: ConsoleStage, { query, program }: Contest) {
  const port = await findFreePort();
  const env = { ...process.env, DATABASE_URL: stage.databaseUrl, TASK_PK: String(stage.task.pk) };
  const bare = await startProgram(program, { ...env, PORT: String(port) }, asTypeScript);
  const sides = {
    ours: { url: `${stage.url}${stage.taskPath}/subtasks/export?${query}`, by: stage.console },
    peer: { url: `http://127.0.0.1:${port}/`, by: bare },
  };
  const sent = { ours: [] as Sent[], peer: [] as Sent[] };
  const run = (who: "ours" | "peer") => fetchAll(sides[who].url, stage.cookie, sides[who].by);
  try {
    for (const who of ["ours", "peer"] as const) await run(who);
    const before = usageOf(stage.console.pid)?.residentBytes ?? null;
    for (let round = 0; round < rounds; round += 1) {
      signal.throwIfAborted();
      for (const who of round % 2 === 0 ? (["ours", "peer"] as const) : (["peer", "ours"] as const)) {
        sent[who].push(await run(who));
      }
    }
    for (const who of ["ours", "peer"] as const) say(`${who}: ${sent[who].map(describe).join("; ")}`);
    return { before, ...sent };
  } finally {
    await bare.stop();
  }
}

/** Takes everything as fast as it comes, looking at who sends it meanwhile. */
function fetchAll(url: string, cookie: string, by: Program): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    let [firstByte, bytes, peak] = [0, 0, 0];
    const look = () => {
      peak = Math.max(peak, usageOf(by.pid)?.residentBytes ?? 0);
    };
    const watch = setInterval(look, 50);
    get(url, { headers: { cookie } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`an export was answered ${response.statusCode}`));
      response.on("data", (chunk: Buffer) => {
        if (bytes === 0) firstByte = performance.now() - began;
        bytes += chunk.length;
      });
      response.on("error", reject);
      response.on("end", () => {
        clearInterval(watch);
        look();
        resolve({ milliseconds: performance.now() - began, firstByte, bytes, peak });
      });
    }).on("error", reject);
  });
}

const middle = (sent: readonly Sent[], key: "milliseconds" | "firstByte"): number =>
  median(sent.map((one) => one[key]));

/** The memory of the console at its highest, against what it had after one export and before the others. */
function growth(what: string, sent: readonly Sent[], before: number | null): Row {
  const about = { goal: 15, what: `${what}: resident memory meanwhile`, unit: "x" };
  if (before === null) return notMeasured({ ...about, note: "only Linux tells" }, 1.5);
  return atMost(about, Math.max(...sent.map(({ peak }) => peak)) / before, 1.5);
}

const describe = ({ milliseconds, firstByte, bytes, peak }: Sent) =>
  `${Math.round(milliseconds)} ms, first ${firstByte.toFixed(1)}, ${Math.round(bytes / 1e6)} MB, ${Math.round(peak / 2 ** 20)} MiB`;
