import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "@/lib/auth/caller";
import { checkCreate } from "@/lib/client/check-create";
import { CreateTask } from "@/lib/contracts/create-task";
import type { JsonObject } from "@/lib/contracts/json";
import { Problem } from "@/lib/contracts/problem";
import { createTask as endpoint } from "@/lib/contracts/tasks";
import { draftOf } from "@/lib/domain/check-task";
import { createRoute } from "@/lib/http/route";
import { toTaskBody as toLegacyBody } from "@/lib/iotda/na/task-body";
import { toTaskBody } from "@/lib/iotda/v5/task-body";
import { SANDBOX } from "@/simulator/sandbox-defaults";
import { NaClient } from "@/simulator/testing/na-client";
import { TestClient } from "@/simulator/testing/test-client";
import type { ServiceContext } from "../context";
import { ruleRows } from "../testing/create-rules/all-rows";
import { type RuleRow, storedFile } from "../testing/create-rules/rule-row";
import { type LegacyWorld, legacySlug, startLegacyWorld } from "../testing/start-legacy-world";
import { operator, slug, type World } from "../testing/start-world";
import { createTask } from "./create-task";

let world: LegacyWorld;
/** The client of the v5 API; `reach` says which of the two the services get. */
let v5: World["platform"];
beforeAll(async () => {
  world = await startLegacyWorld();
  v5 = world.platform;
});
afterAll(() => world.close());

type Connection = RuleRow["connection"];
/** Taken, or the code it was refused with: the platform's, or ours with the paths it names. */
type Verdict = "taken" | { code: string; paths?: string[] };

const now = new Date(Date.UTC(2026, 10, 22, 12));
const rows = ruleRows(now);
const badInput = { v5: "IOTDA.000006", na: "50400" } as const;

const maker = (): Caller => ({
  ...operator,
  ...{ grants: { [slug]: ["operator"], [legacySlug]: ["operator"] }, provedAt: world.now() },
});
const post = createRoute<Caller, ServiceContext>({
  authenticate: async () => maker(),
  checkAccess: () => undefined,
  checkProof: () => undefined,
  makeContext: () => world.context(maker()),
  appOrigin: "https://muster.example",
  log: { info: () => undefined, error: () => undefined },
  clock: () => 0,
})(endpoint, createTask);

/** An empty platform with one device, and the body with the id of a file that is stored there. */
async function prepare(connection: Connection, body: JsonObject): Promise<JsonObject> {
  await world.clear();
  world.addDevices(1);
  if (connection === "v5") world.reach.platform = v5;
  const asText = JSON.stringify(body);
  if (!asText.includes(storedFile)) return body;
  const workbook = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  const { fileId } = await v5.uploadFile({ name: "lot.xls", content: workbook }, { lane: "people" });
  return JSON.parse(asText.replaceAll(storedFile, fileId));
}

async function askApi(connection: Connection, body: JsonObject): Promise<Verdict> {
  const params = { connection: connection === "v5" ? slug : legacySlug };
  const request = new Request(`http://localhost/api/v1/connections/${params.connection}/tasks`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: {
      ...{ authorization: "Bearer x", "content-type": "application/json" },
      "idempotency-key": randomUUID(),
    },
  });
  const response = await post(request, { params: Promise.resolve(params) });
  if (response.status === 201 || response.status === 202) return "taken";
  const { code, upstream, invalidParams = [] } = Problem.parse(await response.json());
  if (code === "upstream_rejected") return { code: upstream?.errorCode ?? "" };
  return { code, paths: invalidParams.map(({ path }) => path) };
}

async function askSimulator(connection: Connection, body: JsonObject): Promise<Verdict> {
  const { endpoint: url } = world.connection;
  if (connection === "na") {
    const { body: answer } = await new NaClient(url).create(body);
    return answer.taskID ? "taken" : { code: answer.error_code ?? "" };
  }
  const { status, body: answer } = await new TestClient(url, world.now).post<object>("/batchtasks", body);
  return status === 201 ? "taken" : { code: answer.error_code ?? "" };
}

/** What our client would send for a body that passed. */
function inWords(connection: Connection, body: JsonObject): JsonObject {
  const draft = draftOf(CreateTask.parse(body));
  return connection === "v5" ? toTaskBody(draft) : toLegacyBody(draft, SANDBOX.naAppId);
}

/** Many rows share what is inside: it is tried once. */
const tried = new Map<string, Promise<Record<"api" | "simulator", Verdict | "not sent">>>();

function tryInside({ connection, inside, insideNotSent }: RuleRow) {
  const key = JSON.stringify([connection, inside]);
  const known =
    tried.get(key) ??
    (async () => {
      const sent = await prepare(connection, inside);
      const api = insideNotSent ? "not sent" : await askApi(connection, sent);
      const again = await prepare(connection, inside);
      return { api, simulator: await askSimulator(connection, inWords(connection, again)) };
    })();
  tried.set(key, known);
  return known;
}

describe("one verdict on a create, in form, API and simulator", () => {
  it.each(rows)("$connection $sheet: just inside", async (row) => {
    const facts = { connectionKind: row.connection, now: world.now() };
    expect(checkCreate(row.inside, facts).objections).toEqual([]);
    const verdict = row.insideMeets === undefined ? "taken" : { code: row.insideMeets };
    const api = row.insideNotSent ? "not sent" : verdict;
    expect(await tryInside(row)).toEqual({ api, simulator: verdict });
  });

  it.each(rows)("$connection $sheet: just outside", async (row) => {
    const { connection, outside, path, rule, raw } = row;
    const facts = { connectionKind: connection, now: world.now() };
    expect(checkCreate(outside, facts).objections).toMatchObject([{ path, rule }]);
    const body = await prepare(connection, { inside: row.inside, outside });
    const paths = row.apiNamesNoPath ? [] : [path];
    expect(await askApi(connection, body.outside as JsonObject)).toEqual({ code: "invalid_input", paths });
    if (raw === null) return;
    const code = row.refusedWith ?? (row.stricter === undefined ? badInput[connection] : null);
    const said = raw(inWords(connection, body.inside as JsonObject));
    expect(await askSimulator(connection, said)).toEqual(code === null ? "taken" : { code });
  });

  it("differs where the platform takes what we do not, and only there", () => {
    const stricter = new Map<string, string[]>();
    for (const { connection, path, stricter: why } of rows) {
      if (why) stricter.set(why, [...(stricter.get(why) ?? []), `${connection} ${path}`]);
    }
    expect(Object.fromEntries(stricter)).toEqual({
      "an empty space is the default one; who wants that leaves the field out": ["v5 appId"],
      "a field the platform does not know it ignores without a word": [
        ...["v5 extra", "v5 timeoutMinutes", "v5 tags", "v5 callbackUrl", "v5 maxRetransmit", "v5 groupTag"],
        ...["v5 policy.pause", "na policy", "na mode", "na extInfo", "na needConfirm", "na tags.0.extra"],
      ],
      "the sheet names no bound; ours is far beyond any use": [
        ...["v5 targets.groupIds", "v5 targets.groupIds.0", "na tags", "na callbackUrl", "na groupTag"],
        "na targets.ids",
        ...["na targets.deviceType", "na targets.manufacturerId", "na targets.model"],
        ...["na targets.deviceLocation", "na targets.names.0", "na targets.names"],
      ],
      "no device has such an id (§6.3)": ["na targets.ids.0", "na targets.ids.0"],
    });
  });

  it("asks the simulator about everything it has words for", () => {
    const ours = rows.filter(({ raw }) => raw === null).map(({ path }) => path);
    expect([...new Set(ours)].sort()).toEqual(
      ["holdSeconds", "draftId", "reason", "targets.kind", "targets.extra", "targets.draftId"].sort(),
    );
  });
});
