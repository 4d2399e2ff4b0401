import { join } from "node:path";
import { z } from "zod";
import { CommandFailure } from "../process/command-failure";
import { projectRoot } from "../process/project-root";
import { type ChildEnvironment, runChild } from "../process/run-child";

const Plan = z.object({ sandbox: z.boolean() });

const Report = Plan.extend({
  /** The first administrator; `password` only while it is the generated one that nobody has changed. */
  admin: z.object({ email: z.string(), password: z.string().nullable(), generated: z.boolean() }),
  warnings: z.array(z.string()),
});
export type BootstrapReport = z.infer<typeof Report>;

/** Asks whether the sandbox is wanted, without changing anything. */
export async function planBootstrap(
  env: ChildEnvironment,
  signal: AbortSignal,
): Promise<z.infer<typeof Plan>> {
  return Plan.parse(await runBootstrap(["--plan"], env, signal));
}

/** Makes what the console needs in the database: the first administrator, the connections of the environment. */
export async function runFirstSteps(env: ChildEnvironment, signal: AbortSignal): Promise<BootstrapReport> {
  return Report.parse(await runBootstrap([], env, signal));
}

/** The program's answer is the last line on its stdout, as JSON. */
async function runBootstrap(args: string[], env: ChildEnvironment, signal: AbortSignal): Promise<unknown> {
  const program = join(projectRoot, "build", "bootstrap.js");
  const { code, output } = await runChild({
    file: process.execPath,
    args: ["--enable-source-maps", program, ...args],
    cwd: projectRoot,
    env,
    output: "stderr",
    signal,
  });
  if (code !== 0) throw new CommandFailure(`The console could not be prepared (exit code ${code}).`);
  return JSON.parse(output.trimEnd().split("\n").at(-1) ?? "");
}
