import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type Prisma, PrismaClient } from "@/lib/generated/prisma/client";

/** The client inside `inTransaction`. */
export type Tx = Prisma.TransactionClient;
/** What a store function takes when it does not care whether it runs inside a transaction. */
export type Db = PrismaClient | Tx;

/** One pool for both ways in: Prisma's models, and the hot statements written by hand. */
export interface Database {
  prisma: PrismaClient;
  pool: pg.Pool;
  close(): Promise<void>;
}

/** Milliseconds. A request that gets no connection fails after `connect`; nothing may hold a row lock for long. */
const limits = { connect: 5_000, query: 20_000, statement: 15_000, idleInTransaction: 10_000 } as const;

/**
 * Opens the pool; connects lazily. Limits are not session settings, because `DATABASE_URL` may name a transaction
 * pooler: those of a transaction are set inside it. The time zone is one that poolers carry along.
 */
export function openDatabase(url: string, options: { maxConnections?: number } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: limits.connect,
    query_timeout: limits.query,
    application_name: "muster",
    // Prisma writes times without a zone and reads them as UTC: any other zone would shift every one of them.
    onConnect: async (client) => {
      await client.query("SET TIME ZONE 'UTC'");
    },
  });
  // An idle connection that breaks is dropped by the pool; without a listener it would end the process.
  pool.on("error", () => undefined);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    prisma,
    pool,
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/** Runs `run` in one transaction: an error rolls everything back and is thrown on. */
export async function inTransaction<T>(database: Database, run: (tx: Tx) => Promise<T>): Promise<T> {
  return database.prisma.$transaction(
    async (tx) => {
      // A process that freezes in here loses its locks, so that another one can take over (F42).
      await tx.$queryRaw`SELECT set_config('statement_timeout', ${`${limits.statement}ms`}, true),
        set_config('idle_in_transaction_session_timeout', ${`${limits.idleInTransaction}ms`}, true)`;
      return run(tx);
    },
    { maxWait: limits.connect, timeout: limits.query },
  );
}
