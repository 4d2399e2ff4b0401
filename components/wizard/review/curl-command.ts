import type { Connection } from "@/lib/contracts/connections";
import type { PlatformRequest } from "./platform-request";

type Caller = Pick<Connection, "kind" | "endpoint" | "projectId" | "instanceId" | "appId">;

/** Ends the body; a line of indented JSON is never this word. */
const end = "END_OF_BODY";

/**
 * The same calls for a shell. Whoever runs them puts their own token in: no secret of a connection leaves the server.
 * The body goes through standard input, since 30,000 ids are more than a command line takes.
 */
export function toCurl(requests: readonly PlatformRequest[], caller: Caller, fileName: string): string {
  return requests.map((request) => commandOf(request, caller, fileName)).join("\n\n");
}

function commandOf({ method, path, body }: PlatformRequest, caller: Caller, fileName: string): string {
  const address =
    caller.endpoint.replace(/\/+$/, "") + path.replace("{project_id}", caller.projectId ?? "{project_id}");
  const headers = headersOf(caller).map((header) => `-H ${quote(header)}`);
  const start = [`curl -X ${method} ${quote(address)}`, ...headers];
  if (body === null) return [...start, `-F ${quote(`file=@"${escapeName(fileName)}"`)}`].join(" \\\n  ");
  const sent = ["-H 'Content-Type: application/json'", `--data-binary @- <<'${end}'`];
  return `${[...start, ...sent].join(" \\\n  ")}\n${JSON.stringify(body, null, 2)}\n${end}`;
}

/** Sheet §2.4 and §13.3. */
function headersOf({ kind, appId, instanceId }: Caller): string[] {
  if (kind === "na") return [`app_key: ${appId ?? "<app id>"}`, "Authorization: Bearer <access token>"];
  return ["X-Auth-Token: <token>", ...(instanceId ? [`Instance-Id: ${instanceId}`] : [])];
}

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** Within quotes curl reads a backslash and a quote for itself. */
const escapeName = (name: string): string => name.replace(/[\\"]/g, "\\$&");
