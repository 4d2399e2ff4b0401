import { AppError } from "@/lib/errors";
import type { RateBudget } from "@/lib/iotda/pacing";
import { findConnectionById } from "@/lib/store/connection-store";
import type { Database } from "@/lib/store/db";
import { refuseReadOnly } from "./find-connection";

/**
 * Gives no write a turn on a connection that is read only or archived: `conflict`, nothing was sent. Asked when the
 * turn has come, because the operation, or this very call, may have waited since before somebody said so.
 */
export function guardWrites(
  budget: RateBudget,
  { database, connectionId }: { database: Database; connectionId: number },
): RateBudget {
  return {
    async take(lane, kind, signal) {
      const turn = await budget.take(lane, kind, signal);
      if (kind !== "write") return turn;
      try {
        const connection = await findConnectionById(database.prisma, connectionId);
        if (!connection) throw new AppError("not_found", "There is no such connection.");
        refuseReadOnly(connection);
      } catch (error) {
        turn?.done();
        throw error;
      }
      return turn;
    },
    slowDown: (lane, kind, seconds) => budget.slowDown(lane, kind, seconds),
  };
}
