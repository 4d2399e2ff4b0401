import { buildPages } from "./build-pages";
import { bundleToDisk } from "./bundle";
import { generateClient } from "./generate-client";

export type PartName = "client" | "simulator" | "worker" | "server" | "pages";

export type Part = {
  /** What is said while it is built. */
  title: string;
  needs: readonly PartName[];
  /** Files and folders whose change makes it stale. */
  sources: readonly string[];
  outputs: readonly string[];
  build(signal: AbortSignal | undefined): Promise<void>;
};

const COMMON = ["package.json", "package-lock.json", "tsconfig.json", "scripts/build"];
const DATABASE = ["prisma/schema.prisma", "prisma.config.ts"];

/** Everything `npm start` runs, in pieces that are built only when their own sources have changed. */
export const PARTS: Record<PartName, Part> = {
  client: {
    title: "Generating the database client",
    needs: [],
    sources: [...COMMON, ...DATABASE],
    outputs: ["lib/generated/prisma/client.ts"],
    build: generateClient,
  },
  simulator: {
    title: "Bundling the simulator",
    needs: [],
    sources: [...COMMON, "simulator"],
    outputs: ["build/simulator.js"],
    build: () => bundleToDisk(["simulator"]),
  },
  worker: {
    title: "Bundling the worker",
    needs: ["client"],
    sources: [...COMMON, ...DATABASE, "worker", "lib"],
    outputs: ["build/worker.js"],
    build: () => bundleToDisk(["worker"]),
  },
  server: {
    title: "Bundling the console's server",
    needs: ["client"],
    sources: [...COMMON, ...DATABASE, "server", "lib", "app/api"],
    outputs: ["build/server.js", "build/bootstrap.js", "build/workbook.js"],
    build: () => bundleToDisk(["server", "bootstrap", "workbook"]),
  },
  pages: {
    title: "Building the console's pages",
    needs: ["client"],
    sources: [
      ...COMMON,
      ...DATABASE,
      "app",
      "components",
      "lib",
      "public",
      "proxy.ts",
      "instrumentation.ts",
      "instrumentation-client.ts",
      "next.config.ts",
      "postcss.config.mjs",
    ],
    outputs: [".next/BUILD_ID"],
    build: buildPages,
  },
};
