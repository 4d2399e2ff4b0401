import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Simulator } from "@/simulator/simulator";
import type { SoakApi } from "./api";

/** Subtasks of a journey: many enough that a process can die in the middle of reading or retrying them. */
export const journeySize = 1_500;
const pollMs = 500;
/** Two leases that end by themselves, and the work of it. */
const patienceMs = 120_000;

export interface Journey {
  /** Its task, and one that was created on the way. */
  taskId: string;
  created: string;
  ms: number;
}

/**
 * What a person does in a day: creates a task (twice by mistake), opens one whose devices have all failed, watches it
 * being read, retries everything, follows that to its end and looks at the rows. Throws what is not as it must be.
 */
export async function playJourney(api: SoakApi, simulator: Simulator, devices: string[]): Promise<Journey> {
  const began = performance.now();
  const name = `soak_${randomUUID().slice(0, 8)}`;
  const created = await createTwice(api, name, devices);
  const type = "firmwareUpgrade";
  const taskId = simulator.stageTask({
    ...{ type, name, count: journeySize, statuses: { Fail: journeySize }, failRate: 0, still: true },
  });
  const task = `/tasks/${taskId}`;
  await until("all rows were read", async () => {
    const { snapshot } = await api.read(task);
    return isLike(snapshot, { final: true, subtasksRead: journeySize });
  });
  const selection = { filter: { status: ["Fail"] }, expectedCount: journeySize };
  const retry = await api.write(`${task}/retry`, selection);
  if (retry.status !== 202 && retry.status !== 200) throw new Error(`retry: ${JSON.stringify(retry)}`);
  await until("the retry was sent", async () => {
    const operation = await api.read(`/operations/${retry.body.id}`);
    const { state } = operation;
    if (state === "failed") throw new Error(`retry: ${JSON.stringify(operation)}`);
    return isLike(operation, { state: "done", succeeded: journeySize, failed: 0 });
  });
  await until("every device succeeded", async () => {
    simulator.advanceClock(60_000);
    const { status, snapshot } = await api.read(task);
    return status === "Success" && isLike(snapshot, { final: true });
  });
  const { byStatus } = await api.read(`${task}/subtasks/summary`);
  if (!isLike(byStatus, { Success: journeySize })) throw new Error(`rows: ${JSON.stringify(byStatus)}`);
  return { taskId, created, ms: performance.now() - began };
}

async function createTwice(api: SoakApi, name: string, ids: string[]): Promise<string> {
  const document = { package_id: "67a01c084c3d5e6f70819301" };
  const body = { name, type: "firmwareUpgrade", targets: { kind: "list", ids }, document };
  const key = randomUUID();
  const send = async (): Promise<string> => {
    for (;;) {
      const { status, body: answer } = await api.write("/tasks", body, key);
      if (status === 200 || status === 201) return String(answer.taskId);
      // Its console died: a worker finds out what became of it.
      if (status !== 202 && status !== 409) throw new Error(`create: ${status} ${JSON.stringify(answer)}`);
      await sleep(pollMs);
    }
  };
  const [first, second] = await Promise.all([send(), send()]);
  if (first !== second) throw new Error("one key made two tasks");
  return first;
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`${what}: not within ${patienceMs / 1_000} s`);
    await sleep(pollMs);
  }
}

function isLike(value: unknown, wanted: Record<string, unknown>): boolean {
  const held = value as Record<string, unknown> | undefined;
  return Object.entries(wanted).every(([name, each]) => held?.[name] === each);
}
