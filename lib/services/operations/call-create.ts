import type { CreateTask } from "@/lib/contracts/create-task";
import type { OperationLease } from "@/lib/domain/stored-operation";
import { LeaseLostError } from "@/lib/store/operation-lease-store";
import { findOperation } from "@/lib/store/operation-store";
import { type FoundConnection, requireLiving } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { originOf } from "./audit-operation";
import { whileLeased } from "./keep-lease";
import type { OperationDeps } from "./operation-deps";
import { type SentCreate, sendCreate } from "./send-create";
import { startCreate } from "./start-create";

/** The longest a person waits for a create; what has not answered by then is found out by the worker. */
const createWaitsMs = 40_000;

/** Carries a create out in the request of the person who asked for it. */
export async function callCreate(
  ctx: ServiceContext,
  connection: FoundConnection,
  { operationId, lease, request }: { operationId: string; lease: OperationLease; request: CreateTask },
): Promise<SentCreate> {
  const operation = await findOperation(ctx.deps.database.prisma, connection.ids, operationId);
  if (!operation) throw new Error("an operation vanished after it was begun");
  const deps: OperationDeps = { ...ctx.deps, now: ctx.now };
  try {
    return await whileLeased(deps, lease, (lost) => {
      const cut = AbortSignal.any([lost, AbortSignal.timeout(createWaitsMs)]);
      const run = {
        deps,
        operation: { ...operation, request: { ...request }, lease },
        connection: requireLiving(connection),
      };
      const send = operation.callStartedAt === null ? startCreate : sendCreate;
      return send({ ...run, origin: originOf(ctx), stopping: cut, cut });
    });
  } catch (error) {
    if (error instanceof LeaseLostError) return "unknown";
    throw error;
  }
}
