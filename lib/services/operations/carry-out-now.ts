import type { JsonObject } from "@/lib/contracts/json";
import type { OperationLease } from "@/lib/domain/stored-operation";
import { LeaseLostError } from "@/lib/store/operation-lease-store";
import { findOperation } from "@/lib/store/operation-store";
import { type FoundConnection, requireLiving } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { originOf } from "./audit-operation";
import { whileLeased } from "./keep-lease";
import type { OperationDeps, OperationRun } from "./operation-deps";

/** The longest a person waits for a write; what has not answered by then is found out by the worker. */
const personWaitsMs = 40_000;

/** A write that was just begun, in the hands of the request that began it. */
export interface HeldWrite {
  operationId: string;
  lease: OperationLease;
  request: JsonObject;
}

/** Carries a write out in the request of the person who asked for it; `unknown` as well when a worker took it over. */
export async function carryOutNow<Result>(
  ctx: ServiceContext,
  connection: FoundConnection,
  { operationId, lease, request }: HeldWrite,
  work: (run: OperationRun) => Promise<Result>,
): Promise<Result | "unknown"> {
  const found = await findOperation(ctx.deps.database.prisma, connection.ids, operationId);
  if (!found) throw new Error("an operation vanished after it was begun");
  const operation = { ...found, request, lease };
  const deps: OperationDeps = { ...ctx.deps, now: ctx.now };
  const living = requireLiving(connection);
  try {
    return await whileLeased(deps, lease, (lost) => {
      const cut = AbortSignal.any([lost, AbortSignal.timeout(personWaitsMs)]);
      return work({
        ...{ deps, operation, connection: living, origin: originOf(ctx) },
        ...{ stopping: cut, cut },
      });
    });
  } catch (error) {
    if (error instanceof LeaseLostError) return "unknown";
    throw error;
  }
}
