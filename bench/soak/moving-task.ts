import { setTimeout as sleep } from "node:timers/promises";
import { requestTaskRead } from "@/lib/store/task-store";
import { createSimulator } from "@/simulator/create-simulator";
import { SANDBOX } from "@/simulator/sandbox-defaults";
import type { Simulator } from "@/simulator/simulator";
import { type ConsoleStage, openConsoleStage } from "../frame/console-stage";
import { weighed } from "../frame/weigh";

const devices = 5_000;
/** Those that succeeded stay so; all others fail, are retried by somebody else, and fail again, for as long as it takes. */
const statuses = { Success: 4_200, Fail: 600, Processing: 200 };
const everyMs = 1_000;
/** Retried at once: of the whole task, and every other time of the rows in sight. */
const [retried, retriedInSight] = [4, 1] as const;
/** Rows of the page that is looked at. */
export const inSight = 200;
const patienceMs = 60_000;

/** The built console and worker, and a task of the simulator that goes on changing. */
export interface MovingTask {
  stage: ConsoleStage;
  /** Where a browser finds the task, with the rows in sight. */
  address: string;
  close(): Promise<void>;
}

export async function openMovingTask(signal: AbortSignal): Promise<MovingTask> {
  const undo: (() => Promise<void> | void)[] = [];
  const close = async () => {
    for (let act = undo.pop(); act !== undefined; act = undo.pop()) await act();
  };
  try {
    const { projectId, accessKey, secretKey, seed } = SANDBOX;
    const account = { projectId, accessKey, secretKey };
    const simulator = createSimulator({
      ...{ ...account, seed, now: () => new Date(), speed: 1, fleet: "empty" },
    });
    undo.push(() => simulator.close());
    const { url: platformUrl } = await simulator.listen();
    const taskId = simulator.stageTask({
      ...{ type: "firmwareUpgrade", name: "soak", count: devices, statuses, failRate: 1 },
    });
    const stage = await openConsoleStage({
      ...{ platformUrl, worker: true, env: { IOTDA_RATE_READ: "0" } },
      ...{ consoleArguments: weighed, signal },
    });
    undo.push(() => stage.close());
    const path = `/api/v1/connections/${stage.connection.slug}/tasks/${taskId}`;
    await untilRead(stage, path, signal);
    const stop = await moveOn({ simulator, stage, path, taskId });
    undo.push(stop);
    const address = `${stage.url}/c/${stage.connection.slug}/tasks/${taskId}?status=all&size=${inSight}`;
    return { stage, address, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function ask<Answer>({ url, cookie }: ConsoleStage, path: string): Promise<Answer> {
  const response = await fetch(`${url}${path}`, { headers: { cookie } });
  if (!response.ok) throw new Error(`${path} was answered ${response.status}`);
  return (await response.json()) as Answer;
}

async function untilRead(stage: ConsoleStage, path: string, signal: AbortSignal): Promise<void> {
  for (const end = Date.now() + patienceMs; Date.now() < end; ) {
    const { snapshot } = await ask<{ snapshot: { subtasksRead: number } }>(stage, path);
    if (snapshot.subtasksRead === devices) return;
    await sleep(500, undefined, { signal });
  }
  throw new Error("the task was not read");
}

interface Moving {
  simulator: Simulator;
  stage: ConsoleStage;
  path: string;
  taskId: string;
}

/** Retries a few devices a second, and has the worker read what became of all of them; what it gives stops that. */
async function moveOn({ simulator, stage, path, taskId }: Moving): Promise<() => void> {
  const { prisma } = stage.database;
  const { id: pk } = await prisma.task.findFirstOrThrow({ where: { taskId } });
  const pages = await Promise.all(
    [`&limit=${inSight}`, ...[1, 2, 3].map((page) => `&status=Fail&limit=${inSight}&page=${page}`)].map(
      (query) => ask<{ items: { target: string; status: string }[] }>(stage, `${path}/subtasks?${query}`),
    ),
  );
  const [seen, ...others] = pages.map(({ items }) =>
    items.filter(({ status }) => status !== "Success").map(({ target }) => target),
  );
  const takeAll = takeInTurn(others.flat());
  const takeSeen = takeInTurn(seen ?? []);
  let times = 0;
  const move = () => {
    times += 1;
    const targets = [...takeAll(retried), ...takeSeen(times % 2 === 0 ? retriedInSight : 0)];
    simulator.turnSubtasks({ taskId, to: "Waitting", targets });
    void requestTaskRead(prisma, pk, new Date());
  };
  const timer = setInterval(move, everyMs);
  return () => clearInterval(timer);
}

function takeInTurn(all: readonly string[]): (count: number) => string[] {
  let next = 0;
  return (count) => Array.from({ length: count }, () => all[next++ % all.length] ?? "");
}
