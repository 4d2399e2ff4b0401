import type { CreateTask } from "@/lib/contracts/create-task";
import type { Task } from "@/lib/contracts/tasks";
import { call } from "./api";

export type Created = { kind: "task"; task: Task } | { kind: "operation"; operationId: string };

/** Creates a task; the same key gives the same answer. An operation means: not known yet, follow it. */
export async function createTaskOnce(input: {
  connection: string;
  task: CreateTask;
  idempotencyKey: string;
}): Promise<Created> {
  const { connection, task, idempotencyKey } = input;
  const { createTask } = await import("@/lib/contracts/tasks");
  const { body } = await call(createTask, { params: { connection }, query: {}, body: task, idempotencyKey });
  return "kind" in body ? { kind: "operation", operationId: body.id } : { kind: "task", task: body };
}
