import type { Environment } from "@/lib/env";
import type { BootstrapReport } from "./bootstrap";

type Welcome = { environment: Environment; report: BootstrapReport; sandboxUrl: string | null };

/** The one block that says where the console is and how to get in. */
export function renderWelcome({ environment, report, sandboxUrl }: Welcome): string {
  const { email, password, generated } = report.admin;
  const lines: [string, string][] = [["Open", environment.appUrl]];
  if (password === null) lines.push(["Sign in as", email]);
  else {
    lines.push(["Sign in", email]);
    lines.push(["Password", generated ? `${password}   (generated; shown only this once)` : password]);
  }
  if (sandboxUrl) lines.push(["Sandbox", `a simulated platform with a demo fleet, at ${sandboxUrl}`]);
  const width = Math.max(...lines.map(([label]) => label.length));
  const body = lines.map(([label, value]) => `  ${label.padEnd(width)}   ${value}`);
  const warnings = report.warnings.map((warning) => `  Warning: ${warning}`);
  return [
    "",
    "  Muster is running.",
    "",
    ...body,
    ...(warnings.length > 0 ? ["", ...warnings] : []),
    "",
    "  Ctrl-C stops it.",
    "",
  ].join("\n");
}
