import { z } from "zod";
import { Counter, Id, Passthrough, Text, Time } from "../wire/api-values";

/*
 * The answers of the legacy API as the sheet describes them, read as tolerantly as those of v5: unknown fields pass,
 * what may be absent may also be null, words of enums are plain texts.
 */

/** Sheet §13.4; the capital D is the platform's. */
export const ApiCreated = z.object({ taskID: Id });

/** Sheet §13.4 `param`, echoed by §13.5. */
const ApiParam = z.object({
  type: Text,
  deviceList: z.array(Id).nullish(),
  groupList: z.array(Id).nullish(),
  deviceType: Text,
  manufacturerId: Text,
  model: Text,
  deviceLocation: Text,
  command: Passthrough.nullish(),
});
export type ApiParam = z.infer<typeof ApiParam>;

/** Sheet §13.5. `timeout` is in seconds here, in minutes on create (§15 row 20). */
export const ApiTask = z.object({
  appId: Text,
  taskId: Id,
  taskName: z.string(),
  operator: Text,
  taskType: z.string(),
  status: z.string(),
  startTime: Time,
  timeout: z.int().min(0).nullish(),
  totalCnt: Counter,
  successCnt: Counter,
  failCnt: Counter,
  timeoutCnt: Counter,
  param: ApiParam.nullish(),
  tags: z.array(z.object({ tagName: z.string(), tagValue: z.string() })).nullish(),
});
export type ApiTask = z.infer<typeof ApiTask>;

/** JSON in a text; taken as it is should a platform send the object itself. */
const JsonText = z.union([z.string(), Passthrough]).nullish();

/** Sheet §13.6. */
const ApiTaskDetail = z.object({
  status: z.string(),
  output: JsonText,
  error: JsonText,
  param: z.object({ deviceId: Id, commandId: Text }),
});
export type ApiTaskDetail = z.infer<typeof ApiTaskDetail>;

/** Sheet §13.6; more rows than the page should have are no mistake. */
export const ApiTaskDetails = z.object({
  totalCount: z.int().min(0),
  taskDetails: z.array(ApiTaskDetail).nullish(),
});
export type ApiTaskDetails = z.infer<typeof ApiTaskDetails>;
