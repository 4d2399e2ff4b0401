import type { FoundConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";
import { carryOutNow, type HeldWrite } from "./carry-out-now";
import { type SentCreate, sendCreate } from "./send-create";
import { startCreate } from "./start-create";

/** Carries a create out in the request of the person who asked for it. */
export async function callCreate(
  ctx: ServiceContext,
  connection: FoundConnection,
  begun: HeldWrite,
): Promise<SentCreate> {
  return carryOutNow(ctx, connection, begun, (run) =>
    run.operation.callStartedAt === null ? startCreate(run) : sendCreate(run),
  );
}
