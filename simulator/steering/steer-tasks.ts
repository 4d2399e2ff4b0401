import type { TurnOrder } from "../engine/turn-subtasks";
import type { Command, World } from "../world";
import { StageBody, TaskBody, TurnBody } from "./task-bodies";

/** What task steering works with; a command is on record before it is carried out. */
export type TaskSteering = { world: World; record(command: Command): void };

/** Puts a task on and returns its id; throws when the order is not valid. */
export function stageTask({ world, record }: TaskSteering, body: StageBody): string {
  const { name, type, appId, document, policy, count, prefix, failRate, statuses, still } =
    StageBody.parse(body);
  const order = { name, type, appId, document, policy, count, statuses, still, crowd: { prefix, failRate } };
  const command = { kind: "stage", at: world.settle(), order } as const;
  record(command);
  return world.stage(command).id;
}

/** Removes a task whatever its state is, as if somebody else had deleted it. */
export function removeTask({ world, record }: TaskSteering, taskId: string): void {
  const at = world.settle();
  requireTask(world, TaskBody.parse({ taskId }).taskId);
  const command = { kind: "delete", at, taskId } as const;
  record(command);
  world.apply(command);
}

/** Turns subtasks to another status behind the client's back; throws for a task without subtasks. */
export function turnSubtasks({ world, record }: TaskSteering, body: TurnBody): void {
  const { taskId, ...order } = TurnBody.parse(body);
  const at = world.settle();
  const task = requireTask(world, taskId);
  if (!task.rows || task.phase !== "run") throw new Error(`task ${taskId} has not begun or is being stopped`);
  const command = { kind: "turn", at, taskId, order: order satisfies TurnOrder } as const;
  record(command);
  world.apply(command);
}

function requireTask(world: World, taskId: string) {
  const task = world.engine.find(taskId);
  if (!task) throw new Error(`no task ${taskId}`);
  return task;
}
