import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { draftOf, meter, people } from "./testing/limit-case";
import { type SimulatedPlatform, startSimulatedPlatform } from "./testing/simulated-platform";

/* Which operation the platform allows in which state of a task: the table of sheet §10.1, cell by cell. */

const states = [
  "Initializing",
  "Waitting",
  "Processing",
  "Success",
  "PartialSuccess",
  "Fail",
  "Stopping",
  "Stopped",
] as const;
type State = (typeof states)[number];
type Operation = "retryTask" | "stopTask" | "confirmTask" | "deleteTask";

const allowed: Record<Operation, { in: readonly State[]; else: string }> = {
  retryTask: { in: ["Processing", "PartialSuccess", "Fail"], else: "IOTDA.014218" },
  stopTask: { in: ["Initializing", "Waitting", "Processing"], else: "IOTDA.014217" },
  confirmTask: { in: ["Initializing", "Waitting", "Processing"], else: "IOTDA.014217" },
  deleteTask: { in: ["Success", "PartialSuccess", "Fail", "Stopped"], else: "IOTDA.014221" },
};

let scene: SimulatedPlatform;
beforeAll(async () => {
  scene = await startSimulatedPlatform();
});
afterAll(() => scene.close());
afterEach(() => scene.simulator.reset());

const staged = (statuses: object) => async () =>
  scene.simulator.stageTask({ count: 3, type: "firmwareUpgrade", still: true, statuses });

/** Three devices that wait to be confirmed. */
async function unconfirmed(): Promise<string> {
  const targets = { kind: "list", ids: [meter(1), meter(3), meter(4)] } as const;
  const draft = draftOf("firmwareUpgrade", {
    needConfirm: true,
    targets: { ...targets, ids: [...targets.ids] },
  });
  return (await scene.platform.createTask(draft, people)).taskId;
}

async function begun(): Promise<string> {
  const taskId = await unconfirmed();
  scene.simulator.advanceClock(2_000);
  await scene.platform.confirmTask(taskId, [meter(1)], people);
  scene.simulator.advanceClock(1_000);
  return taskId;
}

async function stopped(after: number): Promise<string> {
  const taskId = await begun();
  await scene.platform.stopTask(taskId, null, people);
  scene.simulator.advanceClock(after);
  return taskId;
}

const reach: Record<State, () => Promise<string>> = {
  Initializing: unconfirmed,
  Waitting: async () => {
    const taskId = await unconfirmed();
    scene.simulator.advanceClock(2_000);
    return taskId;
  },
  Processing: begun,
  Success: staged({ Success: 3 }),
  PartialSuccess: staged({ Success: 1, Fail: 2 }),
  Fail: staged({ Fail: 3 }),
  Stopping: () => stopped(0),
  Stopped: () => stopped(3_600_000),
};

const operate = (operation: Operation, taskId: string): Promise<unknown> =>
  operation === "deleteTask"
    ? scene.platform.deleteTask(taskId, people)
    : scene.platform[operation](taskId, null, people);

describe.each(states)("a task that is %s", (state) => {
  it.each(Object.entries(allowed))("answers %s as the table says", async (name, rule) => {
    const operation = name as Operation;
    const taskId = await reach[state]();
    const { task } = await scene.platform.showTask({ taskId, limit: 1 }, people);
    expect(task.status).toBe(state);
    const outcome = await operate(operation, taskId).then(
      () => "accepted",
      (error: { upstream: { errorCode: string } }) => error.upstream.errorCode,
    );
    expect(outcome).toBe(rule.in.includes(state) ? "accepted" : rule.else);
  });
});
