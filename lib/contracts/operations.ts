import * as z from "zod";
import { CreateTaskFields } from "./create-task";
import { defineEndpoint } from "./endpoint";
import { Instant } from "./json";
import { Page, pagingQuery } from "./page";
import { ConnectionParams, ConnectionSlug, NoBody, OperationId, TaskParams } from "./path-params";
import { Problem } from "./problem";
import { SubtaskFilter } from "./subtasks";

export const OperationKind = z.enum(["create", "retry", "stop", "confirm", "delete", "rerun"]);
export type OperationKind = z.infer<typeof OperationKind>;

export const OperationState = z.enum([
  "approval",
  "held",
  "queued",
  "running",
  "unknown",
  "done",
  "failed",
  "cancelled",
]);
export type OperationState = z.infer<typeof OperationState>;

export const TargetResult = z.strictObject({
  target: z.string(),
  status: z.enum(["success", "failure", "unknown"]),
  errorCode: z.string().optional(),
  errorMessage: z.string().optional(),
});
export type TargetResult = z.infer<typeof TargetResult>;

export const OperationError = Problem.pick({
  code: true,
  detail: true,
  hint: true,
  hintKey: true,
  missingPermission: true,
  upstream: true,
});
export type OperationError = z.infer<typeof OperationError>;

/** A task that a create whose answer was lost may have made. */
export const OperationCandidate = z.strictObject({
  taskId: z.string(),
  name: z.string(),
  createdAt: Instant.nullable(),
});
export type OperationCandidate = z.infer<typeof OperationCandidate>;

/** A write on its way: `done` means every call was answered, whatever each target's result. */
export const Operation = z.strictObject({
  id: OperationId,
  kind: OperationKind,
  state: OperationState,
  taskId: z.string().nullable(),
  sendAt: Instant.optional(),
  /** Of what is held: milliseconds from this answer until it is sent, by the server's clock. */
  sendsInMs: z.int().min(0).optional(),
  createdAt: Instant,
  createdBy: z.strictObject({ id: z.string(), name: z.string(), kind: z.string() }),
  /** Null when the platform decides the set (`{}`) and the number is not known. */
  total: z.int().min(0).nullable(),
  succeeded: z.int().min(0),
  failed: z.int().min(0),
  results: z.array(TargetResult),
  page: Page,
  error: OperationError.optional(),
  /** A create or re-run: what it is to make; the draft it was sent from is told to its writer. */
  create: z
    .strictObject({
      name: z.string(),
      type: z.string(),
      draftId: z.uuid().nullable(),
      /** The task whose subtasks it runs anew. */
      rerunOf: z.string().optional(),
    })
    .optional(),
  /** Of a delete: why, in the words of who asked. */
  reason: z.string().optional(),
  /** Of what is held: whether the caller may take it back (its maker and administrators may). */
  mayTakeBack: z.boolean().optional(),
  /** Who took it back before it was sent, and when. */
  takenBack: z.strictObject({ by: z.string(), at: Instant }).optional(),
  /** Tasks that fit a create whose answer was lost, when a person has to choose. */
  candidates: z.array(OperationCandidate).optional(),
});
export type Operation = z.infer<typeof Operation>;

const chosenTargets = {
  targets: z.array(z.string().min(1).max(128)).min(1).max(30_000),
  allowPartial: z.boolean().optional(),
};

const matchingTargets = {
  filter: z.strictObject({
    status: SubtaskFilter.status,
    cause: SubtaskFilter.cause,
    q: SubtaskFilter.q,
    tries: z.int().min(1).max(1000).optional(),
    changedBefore: SubtaskFilter.changedBefore,
    selection: SubtaskFilter.selection,
  }),
  except: z.array(z.string().min(1).max(128)).max(30_000).optional(),
  /** Only so many of them, in order of first sight: a wave. */
  first: z.int().min(1).optional(),
  /** How many the caller means to act on, `except` and `first` considered: another number now is a 409 that tells the difference. */
  expectedCount: z.int().min(0).optional(),
  allowPartial: z.boolean().optional(),
};

/** `{}` = one call for all the platform takes; else chosen targets, or everything a filter matches. */
export const Selection = z.union([
  z.strictObject({}),
  z.strictObject(chosenTargets),
  z.strictObject(matchingTargets),
]);
export type Selection = z.infer<typeof Selection>;

const rerunFields = {
  /** Else the old one with `_rerun_N`, cut to fit. */
  name: CreateTaskFields.shape.name.optional(),
  holdSeconds: CreateTaskFields.shape.holdSeconds,
  reason: CreateTaskFields.shape.reason,
};

/** Which subtasks run anew; `{}`: every one that did not succeed. */
export const RerunTask = z.union([
  z.strictObject(rerunFields),
  z.strictObject({ ...chosenTargets, ...rerunFields }),
  z.strictObject({ ...matchingTargets, ...rerunFields }),
]);
export type RerunTask = z.infer<typeof RerunTask>;

export const OperationList = z.strictObject({ items: z.array(Operation), page: Page });
export type OperationList = z.infer<typeof OperationList>;

export const ListOperationsQuery = z.strictObject({
  kind: OperationKind.optional(),
  state: z.array(OperationState).max(OperationState.options.length).optional(),
  taskId: z.string().min(1).max(64).optional(),
  ...pagingQuery,
});

export const OperationParams = z.strictObject({ connection: ConnectionSlug, operationId: OperationId });

export const listOperations = defineEndpoint({
  id: "listOperations",
  method: "GET",
  path: "/connections/{connection}/operations",
  summary: "Writes of this connection, newest first",
  access: "read",
  params: ConnectionParams,
  query: ListOperationsQuery,
  body: NoBody,
  answers: { 200: OperationList },
});

export const showOperation = defineEndpoint({
  id: "showOperation",
  method: "GET",
  path: "/connections/{connection}/operations/{operationId}",
  summary: "One write with a page of its per-target results",
  access: "read",
  params: OperationParams,
  query: z.strictObject({ ...pagingQuery }),
  body: NoBody,
  answers: { 200: Operation },
});

export const takeBackOperation = defineEndpoint({
  id: "takeBackOperation",
  method: "DELETE",
  path: "/connections/{connection}/operations/{operationId}",
  summary: "Take back what is still held; 409 once it is being sent",
  access: "change",
  params: OperationParams,
  query: z.strictObject({}),
  body: NoBody,
  answers: { 200: Operation },
});

export const settleOperation = defineEndpoint({
  id: "settleOperation",
  method: "POST",
  path: "/connections/{connection}/operations/{operationId}/settle",
  summary: "Decide what a create whose answer was lost has made: one of the tasks that fit, or nothing",
  access: "change",
  params: OperationParams,
  query: z.strictObject({}),
  body: z.strictObject({ taskId: TaskParams.shape.taskId.nullable() }),
  answers: { 200: Operation },
});

const selectionCall = {
  method: "POST",
  access: "change",
  idempotent: true,
  params: TaskParams,
  query: z.strictObject({}),
  body: Selection,
  answers: { 200: Operation, 202: Operation },
} as const;

export const retryTask = defineEndpoint({
  ...selectionCall,
  id: "retryTask",
  path: "/connections/{connection}/tasks/{taskId}/retry",
  summary: "Retry subtasks in place (software and firmware upgrades)",
});

export const stopTask = defineEndpoint({
  ...selectionCall,
  id: "stopTask",
  path: "/connections/{connection}/tasks/{taskId}/stop",
  summary: "Stop subtasks (software and firmware upgrades)",
});

export const confirmTask = defineEndpoint({
  ...selectionCall,
  id: "confirmTask",
  path: "/connections/{connection}/tasks/{taskId}/confirm",
  summary: "Let waiting subtasks start (upgrades created with confirmation)",
});
