import { defineConfig } from "vitest/config";

const here = import.meta.dirname;

/** Contract tests: the simulator against the sheet; our clients, and one that nobody here wrote, against it over HTTP. */
export default defineConfig({
  resolve: {
    alias: {
      "@": here,
      "server-only": `${here}/scripts/build/server-only-stub.ts`,
    },
  },
  test: {
    include: ["**/*.contract.test.ts", "simulator/**/*.test.ts"],
    exclude: ["node_modules/**", "e2e/**", ".next/**", "build/**", ".cache/**"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Neither client nor simulator keeps anything in its modules: they need not be loaded anew for each file.
    isolate: false,
  },
});
