import type { Operation, Selection } from "@/lib/contracts/operations";
import { call } from "./api";
import { withProof } from "./step-up";
import type { TaskPlace } from "./subtask-queries";

/** What can be done to a task that is there. */
export type TaskAct = "retry" | "stop" | "confirm" | "rerun" | "delete";

/** Seconds that what cannot be undone or stopped waits here, to be taken back (security.md S4.12). */
const holdSeconds = 10;

/** What a person wrote for a re-run or a delete; without a name the server finds a re-run's next free one. */
export interface Written {
  name?: string;
  reason?: string;
}

export interface ActCall {
  place: TaskPlace;
  act: TaskAct;
  selection: Selection;
  idempotencyKey: string;
  written?: Written;
}

/** The operation to follow; a re-run that was sent before may answer with its task, a delete with nothing left to do. */
export type ActAnswer =
  | { kind: "operation"; operation: Operation }
  | { kind: "task"; taskId: string }
  | { kind: "deleted" };

/**
 * Asks for an act, with whatever proof of the person it takes; repeating it with the same key never does it twice. New
 * tasks and deletes are held before they are sent.
 */
export function actOnTask(act: ActCall): Promise<ActAnswer> {
  return withProof(() => send(act));
}

async function send({ place, act, selection, idempotencyKey, written }: ActCall): Promise<ActAnswer> {
  const ofTask = { params: place, query: {}, idempotencyKey };
  if (act === "delete") {
    const { deleteTask } = await import("@/lib/contracts/tasks");
    const query = { holdSeconds, reason: written?.reason };
    const answer = await call(deleteTask, { params: place, query });
    return answer.status === 204 ? { kind: "deleted" } : { kind: "operation", operation: answer.body };
  }
  if (act === "rerun") {
    const { rerunTask } = await import("@/lib/contracts/tasks");
    const { body } = await call(rerunTask, { ...ofTask, body: { ...selection, ...written, holdSeconds } });
    return "kind" in body ? { kind: "operation", operation: body } : { kind: "task", taskId: body.taskId };
  }
  const contract = await import("@/lib/contracts/operations");
  const endpoints = { retry: contract.retryTask, stop: contract.stopTask, confirm: contract.confirmTask };
  return {
    kind: "operation",
    operation: (await call(endpoints[act], { ...ofTask, body: selection })).body,
  };
}
