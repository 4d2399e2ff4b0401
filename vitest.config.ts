import { defineConfig } from "vitest/config";

const here = import.meta.dirname;

/** Unit tests: no database, no browser. */
export default defineConfig({
  resolve: {
    alias: {
      "@": here,
      "server-only": `${here}/scripts/build/server-only-stub.ts`,
    },
  },
  test: {
    include: ["**/*.test.ts", "**/*.test.tsx"],
    exclude: [
      ...["node_modules/**", "e2e/**", ".next/**", "build/**", ".cache/**"],
      // The simulator is a platform of its own: what holds it to the sheet is a suite beside ours.
      ...["**/*.db.test.ts", "**/*.contract.test.ts", "simulator/**"],
    ],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    pool: "threads", // a quarter faster than a process for each file
    maxWorkers: 2,
  },
});
