import type { StoredOperation } from "@/lib/domain/stored-operation";
import { AppError } from "@/lib/errors";
import { findOperation } from "@/lib/store/operation-store";
import type { FoundConnection } from "../connections/find-connection";
import type { ServiceContext } from "../context";

/** An operation of this connection, as an address names it; throws `not_found`. */
export async function requireOperation(
  { deps }: ServiceContext,
  connection: FoundConnection,
  operationId: string,
): Promise<StoredOperation> {
  const operation = await findOperation(deps.database.prisma, connection.ids, operationId);
  if (!operation) throw new AppError("not_found", "There is no such operation.");
  return operation;
}
