import { setTimeout as sleep } from "node:timers/promises";
import { findFreePort } from "@/scripts/process/ports";
import type { Benchmark } from "../frame/benchmark";
import { type ConsoleStage, openConsoleStage } from "../frame/console-stage";
import { asTypeScript } from "../frame/load-line";
import { signInViewers } from "../frame/people";
import { usageOf } from "../frame/process-usage";
import { type Program, startProgram } from "../frame/program";
import { againstPeer, atMost, median, notMeasured, type Row } from "../frame/row";
import type { ViewersPlan, ViewersReport } from "../frame/viewers.program";
import { weigh, weighed } from "../frame/weigh";

const [viewers, people, rounds, changes, everyMs] = [1_000, 100, 3, 12, 1_100] as const;
/** So many come and go first, so that nothing is met for the first time while it is measured. */
const warmUp = 100;

/** What a viewer costs who has the page of a running task open, against the least a stream can cost. */
export const benchmark: Benchmark = {
  name: "event-streams",
  goal: 10,
  method:
    `${viewers} streams of one task, of ${people} people, in one console process; ${changes} changes of the task, one every ` +
    `${everyMs / 1_000} s, each told to all; beside a program of node:http that tells as many bytes to as many. Memory is what the ` +
    `process holds more than before, on the heap and outside of it, after garbage was collected; what the system gave it on top (RSS) ` +
    `moves by more than that from run to run, in both. The processor's time is that of the process while changes were told; the middle ` +
    `one of ${rounds} rounds, new processes each, the two taking turns.`,
  run: async (bench) => {
    const about = { goal: 10, what: `${viewers} event streams`, unit: "" };
    if (usageOf(process.pid) === null) {
      return [
        notMeasured({ ...about, note: "the processor's time of a process is read as Linux tells it" }, 0),
      ];
    }
    const stage = await openConsoleStage({ rows: 100, consoleArguments: weighed, signal: bench.signal });
    try {
      const cookies = await signInViewers(stage, people);
      const ours: Measured[] = [];
      const peer: Measured[] = [];
      for (let round = 0; round < rounds; round += 1) {
        bench.signal.throwIfAborted();
        ours.push(
          await measure(
            openConsole(stage),
            `/api/v1/connections/${stage.connection.slug}/events?task=${stage.task.taskId}`,
            cookies,
          ),
        );
        peer.push(await measure(openBare(median(ours.map(({ bytesEach }) => bytesEach))), "/", cookies));
        bench.say(`${describe("ours", ours[round])}; ${describe("bare", peer[round])}`);
      }
      return judge(ours, peer);
    } finally {
      await stage.close();
    }
  },
};

/** A process that tells. */
interface Teller {
  program: Program;
  port: number;
  /** Makes a change; answers the text by which one knows that it was told. */
  tell: (number: number) => Promise<string>;
}

async function openConsole(stage: ConsoleStage): Promise<Teller> {
  const port = await findFreePort();
  return {
    port,
    program: await stage.start("server", { PORT: String(port) }),
    async tell(number) {
      await stage.database.prisma.task.update({ where: { id: stage.task.pk }, data: { success: number } });
      return `"success":${number},`;
    },
  };
}

async function openBare(bytes: number): Promise<Teller> {
  const port = await findFreePort();
  const env = { ...process.env, PORT: String(port) };
  const program = await startProgram("bench/baselines/bare-events.ts", env, [...asTypeScript, ...weighed]);
  return {
    port,
    program,
    async tell(number) {
      program.send({ say: `"success":${number},`, bytes });
      return `"success":${number},`;
    },
  };
}

interface Measured {
  dropped: number;
  /** Bytes held for one stream. */
  memoryEach: number;
  /** Bytes by which the process grew in the eyes of the system. */
  residentEach: number;
  cpuSeconds: number;
  /** Bytes of one change for one viewer. */
  bytesEach: number;
}

async function measure(
  opening: Promise<Teller>,
  path: string,
  cookies: readonly string[],
): Promise<Measured> {
  const { program, port, tell } = await opening;
  const usage = () => usageOf(program.pid) ?? { cpuSeconds: 0, residentBytes: 0 };
  const plan = (count: number): ViewersPlan => ({
    ...{ port, path },
    cookies: Array.from({ length: count }, (_, number) => cookies[number % cookies.length] ?? ""),
  });
  try {
    const first = await openViewers(plan(warmUp));
    await tell(1);
    await sleep(everyMs);
    await first.stop("SIGKILL");
    await sleep(2_000);
    const before = { held: await weigh(program), ...usage() };
    const crowd = await openViewers(plan(viewers));
    try {
      await sleep(2_000);
      const [quiet, silent] = [usage(), await look(crowd, "")];
      let text = "";
      for (let number = 2; number < changes + 2; number += 1) {
        text = await tell(number);
        await sleep(everyMs);
      }
      const after = usage();
      const seen = await look(crowd, text);
      return {
        dropped: viewers - seen.told,
        residentEach: (after.residentBytes - before.residentBytes) / viewers,
        memoryEach: ((await weigh(program)) - before.held) / viewers,
        cpuSeconds: after.cpuSeconds - quiet.cpuSeconds,
        bytesEach: (seen.bytes - silent.bytes) / viewers / changes,
      };
    } finally {
      await crowd.stop("SIGKILL");
    }
  } finally {
    await program.stop();
  }
}

async function openViewers(plan: ViewersPlan): Promise<Program> {
  const program = await startProgram("bench/frame/viewers.program.ts", process.env, asTypeScript);
  const opened = program.next((message) => {
    const { opened: done, failure } = message as { opened?: true; failure?: string };
    return done || failure ? { failure } : null;
  });
  program.send(plan);
  const { failure } = await opened;
  if (failure === undefined) return program;
  await program.stop("SIGKILL");
  throw new Error(`a stream did not open: ${failure}`);
}

async function look(program: Program, text: string): Promise<ViewersReport> {
  const report = program.next((message) => (message as { report?: ViewersReport }).report ?? null);
  program.send({ look: text });
  return report;
}

function judge(ours: readonly Measured[], peer: readonly Measured[]): Row[] {
  const middle = (all: readonly Measured[], of: (one: Measured) => number) => median(all.map(of));
  const goal = 10;
  const memory = ({ memoryEach }: Measured) => memoryEach / 1_024;
  const resident = (all: readonly Measured[]) =>
    Math.round(middle(all, ({ residentEach }) => residentEach) / 1_024);
  const cpu = ({ cpuSeconds }: Measured) => (cpuSeconds * 1_000) / changes;
  const dropped = Math.max(...ours.map((one) => one.dropped));
  return [
    atMost({ goal, what: `of ${viewers} streams dropped or not told`, unit: "" }, dropped, 0),
    againstPeer(
      {
        ...{ goal, what: "memory of a stream", unit: "KiB" },
        note: `by RSS ${resident(ours)} against ${resident(peer)} KiB`,
      },
      middle(ours, memory),
      middle(peer, memory),
      5,
    ),
    againstPeer(
      { goal, what: `processor to tell ${viewers} a change`, unit: "ms" },
      middle(ours, cpu),
      middle(peer, cpu),
      3,
    ),
  ];
}

const describe = (who: string, one: Measured | undefined) =>
  one
    ? `${who}: ${one.dropped} dropped, ${(one.memoryEach / 1_024).toFixed(1)} KiB each (RSS ${Math.round(one.residentEach / 1_024)}), ${Math.round((one.cpuSeconds * 1_000) / changes)} ms and ${Math.round(one.bytesEach)} bytes a change`
    : who;
