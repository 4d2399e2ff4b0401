import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { toCurl } from "./curl-command";
import { platformRequestsOf } from "./platform-request";
import { wholeTask } from "./read-reviewed";
import { draftOf, listOf, place, workbook } from "./testing/reviewed";

const v5 = {
  ...({ kind: "v5", endpoint: "https://iotda.example.com/", projectId: "p-1" } as const),
  ...{ instanceId: "i-1", appId: null },
};
const na = {
  ...({ kind: "na", endpoint: "https://na.example.com:8743", projectId: null } as const),
  ...{ instanceId: null, appId: "app-1" },
};

/** What a shell makes of a command: the words curl gets and what it reads. */
function runIn(command: string): { words: string[]; body: string } {
  const curl = `curl() { printf '%s\\0' "$@"; printf '\\0'; for w in "$@"; do [ "$w" = "@-" ] && cat; done; return 0; }`;
  const out = execFileSync("sh", ["-c", `${curl}\n${command}\n`], { encoding: "utf8" });
  const [words = "", body = ""] = out.split("\0\0");
  return { words: words.split("\0"), body };
}

it("gives a shell the call with the whole body, and a place for the token", () => {
  const task = wholeTask(
    draftOf("createMessages", listOf(3), { message: "it's $HOME `x` \\ END_OF_BODY" }),
    place,
  );
  const requests = platformRequestsOf(task, "v5");
  const { words, body } = runIn(toCurl(requests, v5, ""));
  expect(words).toEqual([
    ...["-X", "POST", "https://iotda.example.com/v5/iot/p-1/batchtasks"],
    ...["-H", "X-Auth-Token: <token>", "-H", "Instance-Id: i-1"],
    ...["-H", "Content-Type: application/json", "--data-binary", "@-"],
  ]);
  expect(JSON.parse(body)).toEqual(requests[0]?.body);
});

it("signs a legacy call with a placeholder too, and keeps an unknown project a placeholder", () => {
  const command = { serviceId: "Meter", method: "READ" };
  const legacy = platformRequestsOf(
    wholeTask(draftOf("DeviceCmd", { source: "broadcast" }, command), place),
    "na",
  );
  expect(runIn(toCurl(legacy, na, "")).words).toEqual([
    ...["-X", "POST", "https://na.example.com:8743/iocm/app/batchtask/v1.1.0/tasks"],
    ...["-H", "app_key: app-1", "-H", "Authorization: Bearer <access token>"],
    ...["-H", "Content-Type: application/json", "--data-binary", "@-"],
  ]);
  const unknown = toCurl(
    platformRequestsOf(wholeTask(draftOf("deleteDevices", listOf(1)), place), "v5"),
    {
      ...{ ...v5, projectId: null, instanceId: null },
    },
    "",
  );
  expect(runIn(unknown).words.slice(2, 5)).toEqual([
    ...["https://iotda.example.com/v5/iot/{project_id}/batchtasks", "-H", "X-Auth-Token: <token>"],
  ]);
});

it("uploads a workbook first, whatever its name", () => {
  const task = wholeTask(draftOf("deleteDevices", { source: "file", file: workbook }), place);
  const [upload = ""] = toCurl(platformRequestsOf(task, "v5"), v5, `it's "7".xlsx`).split("\n\n");
  expect(runIn(upload).words).toEqual([
    ...["-X", "POST", "https://iotda.example.com/v5/iot/p-1/batchtask-files"],
    ...["-H", "X-Auth-Token: <token>", "-H", "Instance-Id: i-1"],
    ...["-F", `file=@"it's \\"7\\".xlsx"`],
  ]);
});
