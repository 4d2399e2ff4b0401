import { PrismaPg } from "@prisma/adapter-pg";
import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import pg from "pg";

const CHAR = 18; // PostgreSQL's internal "char", used in its catalogues only
const CHAR_ARRAY = 1002; // what it passes as on its way through the adapter; no catalogue has such a column

/**
 * Prisma's adapter with one type more. The schema engine reads the catalogues' "char" columns and wants them as
 * Character, but the adapter refuses the type: so they go in as CHAR_ARRAY, which it knows, and come out renamed.
 */
export function createCatalogAdapter(connectionString: string): {
  factory: SqlMigrationAwareDriverAdapterFactory;
  close(): Promise<void>;
} {
  const pool = new pg.Pool({ connectionString, max: 2 });
  const prisma = new PrismaPg(disguiseChar(pool));
  const connect = async () => renameChar(await prisma.connect());
  const { provider, adapterName } = prisma;
  return { factory: { provider, adapterName, connect, connectToShadowDb: connect }, close: () => pool.end() };
}

function disguiseChar(pool: pg.Pool): pg.Pool {
  const query = pool.query.bind(pool) as (config: pg.QueryConfig) => Promise<pg.QueryResult>;
  return Object.assign(pool, {
    query: async (config: pg.QueryConfig) => {
      const result = await query(config);
      for (const field of result.fields ?? []) if (field.dataTypeID === CHAR) field.dataTypeID = CHAR_ARRAY;
      return result;
    },
  });
}

function renameChar(adapter: SqlDriverAdapter): SqlDriverAdapter {
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    const { CharacterArray, Character } = ColumnTypeEnum;
    return {
      ...result,
      columnTypes: result.columnTypes.map((type) => (type === CharacterArray ? Character : type)),
    };
  };
  return adapter;
}
