import { z } from "zod";
import { CROWD_LIMIT } from "../engine/crowd";
import { SUBTASK_STATUSES } from "../engine/subtask-rows";
import { DEFAULT_APP_ID, findSpace, PRODUCTS } from "../fleet/catalogue";
import { LIMITS } from "../limits";
import { isListedType } from "../task-types";

const Status = z.enum(SUBTASK_STATUSES);
const TaskId = z.string().regex(/^[0-9a-f]{24}$/, "24 hex characters");
const Count = z.int().min(1).max(CROWD_LIMIT);

/** A task of any size, in full swing at once. Its targets are no devices of the fleet. */
export const StageBody = z
  .strictObject({
    count: Count,
    type: z.string().refine(isListedType, "no such task type"),
    name: z.string().min(1).max(LIMITS.taskNameLength).default("staged"),
    appId: z
      .string()
      .refine((appId) => findSpace(appId) !== undefined, "no such resource space")
      .default(DEFAULT_APP_ID),
    document: z.record(z.string(), z.unknown()).optional(),
    policy: z.strictObject({ retry_count: z.int(), retry_interval: z.int() }).optional(),
    /** How many subtasks stand where; the rest waits its turn. */
    statuses: z.partialRecord(Status, z.int().min(0)).default({}),
    /** Share of the attempts to come that fail. */
    failRate: z.number().min(0).max(1).default(0.02),
    /** Nothing moves until somebody retries it. */
    still: z.boolean().default(false),
    /** What the target ids begin with; seven digits follow. */
    prefix: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,100}$/)
      .default(`${PRODUCTS[0]?.productId}_xl-`),
  })
  .refine(({ count, statuses }) => sum(Object.values(statuses)) <= count, {
    path: ["statuses"],
    message: "more than count",
  });

/** The call as it may be written: what has a default may be left out. */
export type StageBody = z.input<typeof StageBody>;

export const TurnBody = z.union([
  z.strictObject({ taskId: TaskId, to: Status, targets: z.array(z.string()).min(1) }),
  z.strictObject({ taskId: TaskId, to: Status, from: Status, count: Count.default(CROWD_LIMIT) }),
]);
export type TurnBody = z.input<typeof TurnBody>;

export const TaskBody = z.strictObject({ taskId: TaskId });

function sum(values: (number | undefined)[]): number {
  return values.reduce((total: number, value) => total + (value ?? 0), 0);
}
