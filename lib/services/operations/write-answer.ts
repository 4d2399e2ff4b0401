import type { Operation } from "@/lib/contracts/operations";
import type { Task } from "@/lib/contracts/tasks";

/** What a write answers, with the contract's statuses; `location` is below `/api/v1`. */
export type CreateAnswer =
  | { status: 200; body: Task | Operation }
  | { status: 201; body: Task; location: string }
  | OpenAnswer;

/** Not finished: follow the operation. */
export interface OpenAnswer {
  status: 202;
  body: Operation;
  location: string;
}

/** A delete that the platform has carried out, or one to follow. */
export type DeleteAnswer = { status: 204 } | OpenAnswer;

export type SelectionAnswer = { status: 200; body: Operation } | OpenAnswer;
