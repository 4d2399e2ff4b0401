import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { DiffResult, SchemaEngine } from "@prisma/schema-engine-wasm";
import { createCatalogAdapter } from "./catalog-adapter";

export type SchemaFile = { path: string; content: string };

type Bindings = {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
  SchemaEngine: typeof SchemaEngine;
};

// Loaded once: a second instance would find the first one's memory in the bindings.
let engine: Promise<Bindings> | undefined;

/** The SQL that leads from the database at `url` to the schema; empty `sql` and `changed: false` when they agree. */
export async function diffDatabaseAndSchema(
  url: string,
  schema: SchemaFile,
): Promise<{ changed: boolean; sql: string }> {
  engine ??= loadEngine();
  const bindings = await engine;
  const adapter = createCatalogAdapter(url);
  const options = { datamodels: [[schema.path, schema.content] satisfies [string, string]] };
  const session = await bindings.SchemaEngine.new(
    options,
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapter.factory),
  );
  try {
    const files = [schema];
    const result: DiffResult = await session.diff({
      from: { tag: "schemaDatasource", files, configDir: dirname(schema.path) },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
    return { changed: result.exitCode === 2, sql: result.stdout ?? "" };
  } finally {
    session.free();
    await adapter.close();
  }
}

/** Prisma's schema engine as WebAssembly, loaded by hand: the package's own entry needs what Node 20 lacks. */
async function loadEngine(): Promise<Bindings> {
  const directory = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const bindings: Bindings = await import(pathToFileURL(join(directory, "schema_engine_bg.js")).href);
  const wasm = readFileSync(join(directory, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(wasm, {
    "./schema_engine_bg.js": bindings as unknown as WebAssembly.ModuleImports,
  });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  // The engine reports a panic through this global before it aborts.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message: (message: string) => console.error("Prisma's schema engine:", message),
    },
  });
  return bindings;
}
