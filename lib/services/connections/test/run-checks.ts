import type { ConnectionCheck } from "@/lib/contracts/save-connection";
import { type CheckName, CheckName as CheckNames } from "@/lib/contracts/save-connection";
import { chooseSignature, regionOfHost } from "@/lib/domain/platform-host";
import type { CallOptions } from "@/lib/iotda/call-options";
import type { PlatformConnection } from "@/lib/iotda/connect";
import { parseEndpoint } from "@/lib/iotda/endpoint";
import { isMissing } from "@/lib/iotda/errors";
import type { Platform } from "@/lib/iotda/platform";
import { makeCheck } from "./check";
import { judgeFirstFailure } from "./judge-failure";
import { probePermissions } from "./probe-permissions";

/** No task has it: its time is long past (sheet §6). */
export const noTask = "000000000000000000000000";

export interface TestedConnection {
  connection: PlatformConnection;
  /** Set to read only: nothing is asked by a call that could change anything. */
  readOnly: boolean;
  platform: Platform;
  /** The platform's clock minus ours, as found out while calling; 0 when they agree. */
  clockOffsetMs(): number;
}

/** In the order they build on each other: after the first that fails the others are not asked. */
const order: readonly CheckName[] = CheckNames.options;

/**
 * Looks at one thing after the other and changes nothing on the platform: what is asked about is a task that cannot
 * exist. Milliseconds are taken from `clock`, which only goes forward.
 */
export async function runChecks(
  tested: TestedConnection,
  options: CallOptions,
  clock: () => number,
): Promise<ConnectionCheck[]> {
  const started = clock();
  const first = await callFirst(tested, options);
  const milliseconds = Math.round(clock() - started);
  const verdict = first.error === undefined ? null : judgeFirstFailure(first.error);
  if (verdict) return uptoFailure(tested, verdict, milliseconds);
  return [
    ...goodChecks(tested, milliseconds),
    ...(tested.connection.kind === "v5" ? await probePermissions(tested, options) : []),
    tasksCheck(tested, first),
  ];
}

interface FirstCall {
  count: number | null;
  error?: unknown;
}

async function callFirst(
  { connection, platform }: TestedConnection,
  options: CallOptions,
): Promise<FirstCall> {
  try {
    if (connection.kind === "v5") {
      const page = await platform.listTasks({ type: "firmwareUpgrade", limit: 1 }, options);
      return { count: page.total };
    }
    await platform.showTask({ taskId: noTask, limit: 1 }, options);
    return { count: null };
  } catch (error) {
    return isMissing(error) ? { count: null } : { count: null, error };
  }
}

function uptoFailure(
  tested: TestedConnection,
  { at, check }: { at: CheckName; check: ConnectionCheck },
  milliseconds: number,
): ConnectionCheck[] {
  const good = goodChecks(tested, milliseconds);
  const place = order.indexOf(at);
  return order.map((name, index) => {
    if (name === at) return check;
    const found = index < place ? good.find((each) => each.check === name) : undefined;
    return found ?? makeCheck(name, "unknown", "not_reached");
  });
}

/** What is true of a connection whose first call was answered. */
function goodChecks(tested: TestedConnection, milliseconds: number): ConnectionCheck[] {
  return [
    makeCheck("address", "ok", "address_answers", { values: { milliseconds } }),
    clockCheck(tested.clockOffsetMs()),
    signInCheck(tested.connection),
    regionCheck(tested.connection),
    makeCheck("project", "ok", "project_right"),
    instanceCheck(tested.connection),
  ];
}

function clockCheck(offsetMs: number): ConnectionCheck {
  if (offsetMs === 0) return makeCheck("clock", "ok", "clock_right");
  return makeCheck("clock", "warning", "clock_off", { values: { seconds: Math.round(offsetMs / 1000) } });
}

function signInCheck(connection: PlatformConnection): ConnectionCheck {
  if (connection.kind === "na") return makeCheck("sign_in", "ok", "sign_in_app");
  const { credentials } = connection;
  if (credentials.signIn === "iam") {
    return makeCheck("sign_in", "ok", "sign_in_iam", { values: { user: credentials.user } });
  }
  const kind = signatureOf(connection) === "derived" ? "V11-HMAC-SHA256" : "SDK-HMAC-SHA256";
  return makeCheck("sign_in", "ok", "sign_in_keys", { values: { kind } });
}

function regionCheck(connection: PlatformConnection): ConnectionCheck {
  if (connection.kind === "na") return makeCheck("region", "ok", "region_unused");
  const named = regionOfHost(hostOf(connection));
  const { region } = connection;
  if (named !== null && region !== null && named !== region) {
    return makeCheck("region", "warning", "region_other", { values: { host: named, region } });
  }
  const used = region ?? named;
  const isNeeded = connection.credentials.signIn === "iam" || signatureOf(connection) === "derived";
  if (used === null || !isNeeded) return makeCheck("region", "ok", "region_unused");
  return makeCheck("region", "ok", "region_used", { values: { region: used } });
}

function instanceCheck(connection: PlatformConnection): ConnectionCheck {
  const isNamed = connection.kind === "v5" && connection.instanceId !== null;
  return makeCheck("instance", "ok", isNamed ? "instance_right" : "instance_unused");
}

function tasksCheck({ connection }: TestedConnection, { count, error }: FirstCall): ConnectionCheck {
  if (error !== undefined) return makeCheck("tasks", "failed", "tasks_unread", { error });
  if (connection.kind === "na" || count === null) return makeCheck("tasks", "ok", "tasks_by_id");
  return makeCheck("tasks", "ok", "tasks_read", { values: { count } });
}

function signatureOf(connection: Extract<PlatformConnection, { kind: "v5" }>) {
  return connection.signature ?? chooseSignature(hostOf(connection));
}

const hostOf = (connection: PlatformConnection): string =>
  parseEndpoint(connection.endpoint, connection).hostname;
