import * as z from "zod";

export const ConnectionSlug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "must be a connection's short name");
export const TaskId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "must be 1 to 64 letters, digits, _ or -");
export const OperationId = z.uuid();

export const NoParams = z.strictObject({});
export const NoQuery = z.strictObject({});
export const NoBody = z.undefined();

export const ConnectionParams = z.strictObject({ connection: ConnectionSlug });
export const TaskParams = z.strictObject({ connection: ConnectionSlug, taskId: TaskId });
