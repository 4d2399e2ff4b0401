import { findFreePort } from "@/scripts/process/ports";
import type { Benchmark } from "../frame/benchmark";
import { openConsoleStage } from "../frame/console-stage";
import type { LoadResult } from "../frame/load";
import { asTypeScript, openLoadLine } from "../frame/load-line";
import { startProgram } from "../frame/program";
import { againstPeer, median, type Row } from "../frame/row";

const [rows, pageSize, rounds, connections] = [30_000, 50, 7, 20] as const;
const roundMs = 3_000;
/** Answers after which everything that is asked often is compiled; a slow machine need not take for ever. */
const warm = { answers: 6_000, rounds: 10 } as const;

/** What a page costs with everything the product does for it, against the least a page can cost. */
export const benchmark: Benchmark = {
  name: "page-over-http",
  goal: 9,
  method:
    `pages of ${pageSize} rows of a task of ${rows}, in turn, over ${connections} connections that are kept open; the built console ` +
    "with its session, permission, parsing, total, age and check of the answer, beside a program of node:http and one prepared " +
    `statement on the same database; the middle one of ${rounds} rounds, the two taking turns.`,
  run: async (bench) => {
    const stage = await openConsoleStage({ rows, signal: bench.signal });
    const load = await openLoadLine();
    const port = await findFreePort();
    const env = { ...process.env, DATABASE_URL: stage.databaseUrl, TASK_PK: String(stage.task.pk) };
    const bare = await startProgram(
      "bench/baselines/bare-page.ts",
      { ...env, PORT: String(port) },
      asTypeScript,
    );
    try {
      const pages = Array.from({ length: rows / pageSize }, (_, index) => index + 1);
      const plans = {
        ours: {
          port: Number(new URL(stage.url).port),
          paths: pages.map((page) => `${stage.taskPath}/subtasks?limit=${pageSize}&page=${page}`),
          headers: { cookie: stage.cookie },
        },
        peer: { port, paths: pages.map((page) => `/?page=${page}`), headers: {} },
      };
      const measured = { ours: [] as LoadResult[], peer: [] as LoadResult[] };
      const run = async (who: "ours" | "peer") => {
        const result = await load.run({ ...plans[who], connections, milliseconds: roundMs });
        if (result.refused > 0) throw new Error(`${result.refused} answers of ${who} were refused`);
        return result;
      };
      for (const who of ["ours", "peer"] as const) {
        let answers = 0;
        for (let round = 0; round < warm.rounds && answers < warm.answers; round += 1) {
          answers += (await run(who)).answers;
        }
      }
      for (let round = 0; round < rounds; round += 1) {
        bench.signal.throwIfAborted();
        // Whoever goes second finds a machine that is warm: they take turns.
        for (const who of round % 2 === 0 ? (["ours", "peer"] as const) : (["peer", "ours"] as const)) {
          measured[who].push(await run(who));
        }
      }
      for (const who of ["ours", "peer"] as const)
        bench.say(`${who}: ${measured[who].map(describe).join("; ")}`);
      return judge(measured.ours, measured.peer);
    } finally {
      await bare.stop();
      await load.stop();
      await stage.close();
    }
  },
};

function judge(ours: readonly LoadResult[], peer: readonly LoadResult[]): Row[] {
  const each = (results: readonly LoadResult[]) =>
    median(results.map(({ answers, milliseconds }) => milliseconds / answers));
  const p99 = (results: readonly LoadResult[]) => median(results.map((result) => result.p99));
  const share = each(peer) / each(ours);
  const about = { goal: 9, unit: "ms" };
  return [
    againstPeer(
      {
        ...about,
        what: "time for a page, all connections busy",
        note: `${share.toFixed(2)} of its pages a second`,
      },
      each(ours),
      each(peer),
      4,
    ),
    againstPeer({ ...about, what: "p99 of an answer" }, p99(ours), p99(peer), 4),
  ];
}

const describe = ({ answers, milliseconds, p50, p99, bytesEach }: LoadResult) =>
  `${Math.round((answers * 1_000) / milliseconds)}/s of ${(bytesEach / 1_000).toFixed(1)} kB, p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)}`;
