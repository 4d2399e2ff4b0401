import { defineConfig } from "vitest/config";

const here = import.meta.dirname;

/** Tests on a real PostgreSQL: `npm test -- --only db [file]` starts one and sets TEST_DATABASE_ADMIN_URL. */
export default defineConfig({
  resolve: {
    alias: {
      "@": here,
      "server-only": `${here}/scripts/build/server-only-stub.ts`,
    },
  },
  test: {
    include: ["**/*.db.test.ts"],
    exclude: ["node_modules/**", "e2e/**", ".next/**", "build/**", ".cache/**"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
