import { get } from "node:http";
import { findFreePort } from "@/scripts/process/ports";
import type { Bench, Benchmark } from "../frame/benchmark";
import { type ConsoleStage, openConsoleStage } from "../frame/console-stage";
import { asTypeScript } from "../frame/load-line";
import { installPeers } from "../frame/peers";
import { usageOf } from "../frame/process-usage";
import { type Program, startProgram } from "../frame/program";
import { againstPeer, atMost, median, notMeasured, type Row } from "../frame/row";

const [rows, rounds] = [1_000_000, 5] as const;
/** A filter that every row passes, so that nothing is gained by leaving rows out. */
const everyStatus = "status=Success&status=Fail&status=Waitting";
const sheetFilter = "status=Fail&status=Waitting";
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
    "beside a program that sends on what COPY (FORMAT csv) of the same columns gives, protocol and all; 120,000 rows as XLSX by a console that has just started, " +
    `beside exceljs's streaming writer; the middle one of ${rounds} rounds by turns.`,
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
  const console = { url: stage.url, by: stage.console };
  const { before, ours, peer } = await measure(bench, stage, {
    console,
    query: `format=csv&${everyStatus}`,
    program: "bench/baselines/bare-copy.ts",
  });
  const about = { goal: 15, unit: "ms" };
  const [own, bare] = [middle(ours, "milliseconds"), middle(peer, "milliseconds")];
  const warm = before.ours.warm;
  const meanwhile = { goal: 15, what: "a million rows as CSV: resident memory meanwhile", unit: "x" };
  return [
    againstPeer({ ...about, what: "a million rows as CSV", note: share(own, bare) }, own, bare, 1 / 0.6),
    againstPeer(
      { ...about, what: "CSV: to the first byte" },
      middle(ours, "firstByte"),
      middle(peer, "firstByte"),
      5,
    ),
    warm === 0 ? onlyLinux(meanwhile, 1.5) : atMost(meanwhile, highest(ours) / warm, 1.5),
  ];
}

async function exportXlsx(bench: Bench, stage: ConsoleStage): Promise<Row[]> {
  const port = await findFreePort();
  const fresh = await stage.start("server", { PORT: String(port) });
  // Whatever a console loads with its first answer is no part of an export.
  const first = await fetch(`http://127.0.0.1:${port}${stage.taskPath}`, {
    headers: { cookie: stage.cookie },
  });
  if (!first.ok) throw new Error(`the fresh console answered ${first.status}`);
  const { before, ours, peer } = await measure(bench, stage, {
    console: { url: `http://127.0.0.1:${port}`, by: fresh },
    query: `format=xlsx&${sheetFilter}`,
    program: "bench/baselines/exceljs-export.ts",
    env: { PEERS_FOLDER: await installPeers(bench.signal) },
  });
  const about = { goal: 15, what: "120,000 rows as XLSX", unit: "ms" };
  const [own, bare] = [middle(ours, "milliseconds"), middle(peer, "milliseconds")];
  const added = { goal: 15, what: "120,000 rows as XLSX: resident memory it takes", unit: "MiB" };
  const inMib = (bytes: number) => bytes / 2 ** 20;
  return [
    againstPeer({ ...about, note: `${share(own, bare)}, against exceljs` }, own, bare, 1 / 0.9),
    before.ours.cold === 0
      ? onlyLinux(added, 1)
      : againstPeer(
          {
            ...added,
            note: `${Math.round(inMib(highest(ours)))} in all, exceljs ${Math.round(inMib(highest(peer)))}`,
          },
          inMib(highest(ours) - before.ours.cold),
          inMib(highest(peer) - before.peer.cold),
          1,
        ),
  ];
}

const share = (own: number, peer: number) => `${(peer / own).toFixed(2)} of its rows a second`;
const highest = (sent: readonly Sent[]) => Math.max(...sent.map(({ peak }) => peak));
const onlyLinux = (about: { goal: number; what: string; unit: string }, limit: number): Row =>
  notMeasured({ ...about, note: "only Linux tells" }, limit);

interface Contest {
  console: { url: string; by: Program };
  query: string;
  /** Of the peer, whatever it is asked for. */
  program: string;
  env?: Record<string, string>;
}

/** Resident bytes before the first export, and after it; 0 where nobody tells. */
interface AtRest {
  cold: number;
  warm: number;
}

async function measure({ signal, say }: Bench, stage: ConsoleStage, contest: Contest) {
  const port = await findFreePort();
  const env = { ...process.env, DATABASE_URL: stage.databaseUrl, TASK_PK: String(stage.task.pk) };
  const bare = await startProgram(
    contest.program,
    { ...env, ...contest.env, PORT: String(port) },
    asTypeScript,
  );
  const sides = {
    ours: {
      ...contest.console,
      url: `${contest.console.url}${stage.taskPath}/subtasks/export?${contest.query}`,
    },
    peer: { url: `http://127.0.0.1:${port}/`, by: bare },
  };
  const sent = { ours: [] as Sent[], peer: [] as Sent[] };
  const run = (who: "ours" | "peer") => fetchAll(sides[who].url, stage.cookie, sides[who].by);
  const warmUp = async (who: "ours" | "peer"): Promise<AtRest> => {
    const rest = () => usageOf(sides[who].by.pid)?.residentBytes ?? 0;
    const cold = rest();
    await run(who);
    return { cold, warm: rest() };
  };
  try {
    const before = { ours: await warmUp("ours"), peer: await warmUp("peer") };
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

const describe = ({ milliseconds, firstByte, bytes, peak }: Sent) =>
  `${Math.round(milliseconds)} ms, first ${firstByte.toFixed(1)}, ${Math.round(bytes / 1e6)} MB, ${Math.round(peak / 2 ** 20)} MiB`;
