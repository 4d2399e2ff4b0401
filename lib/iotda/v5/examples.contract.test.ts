import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findTaskType } from "@/lib/domain/task-types";
import { isMissing } from "../errors";
import { checkId } from "../wire/checks";
import { people, taskId } from "./testing/example-facts";
import { fleetPlays, results, workbook } from "./testing/fleet-plays";
import { type Example, exampleProject, playExample, type SentRequest } from "./testing/play-example";
import { taskPlays } from "./testing/task-plays";

/*
 * Every example of the platform's own v5 traffic: our call must send that request, and its answer must come out as
 * what it says. The expected side is written by hand from the files, not by the mapper.
 */

const folder = `${import.meta.dirname}/testdata`;
const plays = { ...taskPlays, ...fleetPlays };

/** Examples that are no call of ours on the v5 address; they have tests of their own. */
const others = ["iam-create-token", "push-batchtask-update"];

const read = (name: string): Example => JSON.parse(readFileSync(`${folder}/${name}.json`, "utf8")) as Example;

/** The body as the example shows it: bytes of a download and of an upload are not in the file. */
function answerOf(name: string, { response }: Example): Example["response"] {
  return name === "export-download" ? { ...response, body: results } : response;
}

describe("the sheet's examples", () => {
  it("are all played", () => {
    const files = readdirSync(folder).map((file) => file.replace(/\.json$/, ""));
    expect([...Object.keys(plays), ...others].sort()).toEqual(files.sort());
    expect(files).toHaveLength(46);
  });

  it.each(Object.entries(plays))("%s", async (name, { call, gives }) => {
    const example = read(name);
    const { sent, outcome } = await playExample({ response: answerOf(name, example) }, (platform) =>
      call(platform, example),
    );
    expect(outcome).toEqual(gives);
    expect(sent[0]).toBeDefined();
    if (sent[0]) expectSame(sent[0], example.request);
    expect(JSON.stringify(outcome) ?? "").not.toContain("redacted");
  });

  it("of something missing says so", async () => {
    const { outcome } = await playExample(read("batchtask-show-not-found"), (platform) =>
      platform.showTask({ taskId: "0".repeat(24), limit: 50 }, people),
    );
    expect(isMissing(outcome)).toBe(true);
  });

  it("push-batchtask-update speaks of tasks in words we know", () => {
    const { notify_data: push } = JSON.parse(
      readFileSync(`${folder}/push-batchtask-update.json`, "utf8"),
    ).body;
    expect(findTaskType(push.body.task_type)).toBeDefined();
    expect(checkId(push.body.task_id)).toBe(taskId);
  });
});

/** The example's request, a page size more where it leaves that to the platform. */
function expectSame(sent: SentRequest, request: Example["request"]): void {
  const { projectId, instanceId } = exampleProject;
  expect(`${sent.method} ${sent.path}`).toBe(
    `${request.method} ${request.url.replace("https://{iotda-app-host}", "")}`,
  );
  expect(sent.headers["instance-id"]).toBe(instanceId);
  expect(sent.headers["x-project-id"]).toBe(projectId);
  const { limit, ...query } = sent.query;
  const { limit: shown = limit, ...wanted } = request.query ?? {};
  expect(limit).toBe(shown === undefined ? undefined : String(shown));
  expect(parsedCondition(query)).toEqual(parsedCondition(wanted));
  if (sent.path.endsWith("/batchtask-files") && sent.method === "POST") expectUpload(sent);
  else expectJson(sent, request.body);
}

/** A text of JSON is the same whatever its blanks. */
function parsedCondition(query: Record<string, string | number>): Record<string, unknown> {
  const { resource_condition: condition, ...rest } = query;
  return condition === undefined ? rest : { ...rest, condition: JSON.parse(String(condition)) };
}

function expectJson({ headers, body }: SentRequest, wanted: unknown): void {
  expect(headers["content-type"]).toBe("application/json");
  if (wanted === undefined) expect(body).toHaveLength(0);
  else expect(JSON.parse(body.toString())).toEqual(wanted);
}

function expectUpload({ headers, body }: SentRequest): void {
  expect(headers["content-type"]).toMatch(/^multipart\/form-data; boundary=[0-9a-f]{32}$/);
  expect(headers["x-sdk-content-sha256"]).toBe("UNSIGNED-PAYLOAD");
  expect(body.toString()).toContain(`name="file"; filename="${workbook.name}"\r\n`);
  expect(body.includes(workbook.content)).toBe(true);
}
