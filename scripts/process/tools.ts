import { join } from "node:path";
import { projectRoot } from "./project-root";

const PROGRAMS = {
  biome: "@biomejs/biome/bin/biome",
  next: "next/dist/bin/next",
  playwright: "@playwright/test/cli.js",
  prisma: "prisma/build/index.js",
  tsc: "typescript/bin/tsc",
  vitest: "vitest/vitest.mjs",
} as const;

/** How to run a tool from node_modules: by this same Node, without a shell or npx in between. */
export function tool(
  name: keyof typeof PROGRAMS,
  ...args: string[]
): { file: string; args: string[]; cwd: string } {
  return {
    file: process.execPath,
    args: [join(projectRoot, "node_modules", PROGRAMS[name]), ...args],
    cwd: projectRoot,
  };
}
