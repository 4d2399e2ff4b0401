import { join } from "node:path";
import { boundToUs } from "./bound-to-us.mjs";
import { projectRoot } from "./project-root";

const PROGRAMS = {
  biome: "@biomejs/biome/bin/biome",
  next: "next/dist/bin/next",
  playwright: "@playwright/test/cli.js",
  prisma: "prisma/build/index.js",
  tsc: "typescript/bin/tsc",
  vitest: "vitest/vitest.mjs",
} as const;

type Command = { file: string; args: string[]; cwd: string };

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

/** The same tool, ending by itself when we are killed: for those that write what a later start would write as well. */
export function boundTool(name: keyof typeof PROGRAMS, ...args: string[]): Command {
  const command = tool(name, ...args);
  return { ...command, args: [...boundToUs(), ...command.args] };
}
