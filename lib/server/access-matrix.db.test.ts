import { join } from "node:path";
import { hashPassword } from "better-auth/crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mayDo } from "@/lib/auth/access";
import type { Caller } from "@/lib/auth/caller";
import type { Endpoint } from "@/lib/contracts/endpoint";
import { endpoints } from "@/lib/contracts/endpoints";
import { Role } from "@/lib/contracts/permission";
import { saveConnection } from "@/lib/store/connection-registration";
import { inTransaction } from "@/lib/store/db";
import { createPerson } from "@/lib/store/person-store";
import { createTestDatabase, type TestDatabase } from "@/scripts/testing/test-database";
import { answerAuth } from "./answer-auth";
import { closeContainer, getContainer } from "./container";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

const origin = "http://localhost:3000";
const password = "plums-grow-quietly-42";
const apiToken = "token-of-thirty-two-characters-or-more";
const params: Record<string, string> = {
  connection: "plant-1",
  taskId: "65a1",
  operationId: "0192f1a0-0000-7000-8000-000000000001",
  productId: "65e1a0c0",
  groupId: "0192f1a0",
  draftId: "0192f1a0-0000-7000-8000-000000000002",
  fileId: "65f1",
  viewId: "0192f1a0-0000-7000-8000-000000000003",
  deviceId: "meter-1",
  target: "meter-1",
  cause: "IOTDA.014016",
  key: "0192f1a0-0000-4000-8000-000000000004",
  selection: "0192f1a0-0000-4000-8000-000000000005",
};
/** What an endpoint open to all who signed in cannot answer without. */
const queries: Record<string, string> = { downloadTemplate: "?type=createDevices" };
const unseen = "There is no such connection.";

/** Everybody the table speaks of; the stranger holds every role, on another connection. */
const people: Record<string, Record<string, Role[]>> = {
  ...Object.fromEntries(Role.options.map((role) => [role, { "plant-1": [role] }])),
  stranger: { "plant-2": [...Role.options] },
  everywhere: { "*": [...Role.options] },
  roleless: {},
};

describe("every endpoint as everybody (S1.3, A34, A36)", () => {
  let test: TestDatabase;
  const cookies = new Map<string, string>();
  const given = { DATABASE_URL: "", MUSTER_SECRET: "a secret of thirty-two characters or more" };

  beforeAll(async () => {
    test = await createTestDatabase();
    Object.assign(process.env, given, {
      DATABASE_URL: test.url,
      MUSTER_API_TOKEN: apiToken,
      APP_URL: origin,
    });
    const { database, sealer } = await getContainer();
    await inTransaction(database, async (tx) => {
      const passwordHash = await hashPassword(password);
      for (const [name, held] of [
        ...Object.entries(people),
        ["disabled", people.administrator ?? {}] as const,
      ]) {
        const grants = Object.entries(held).flatMap(([connection, roles]) =>
          roles.map((role) => ({ connection, role })),
        );
        const email = `${name}@plant.example`;
        await createPerson(tx, { id: name, name, email, passwordHash, passwordIsInitial: false, grants });
      }
      const connection = {
        slug: "plant-1",
        name: "Plant 1",
        kind: "v5",
        endpoint: "http://127.0.0.1:9",
        region: null,
        projectId: "p1",
        instanceId: null,
        signature: null,
        source: "environment",
        credentials: null,
      } as const;
      const saved = await saveConnection(tx, connection, { sealer, now: new Date() });
      // Archived: what passes the access check ends before any call to a platform.
      await tx.connection.update({ where: { id: saved.connection.id }, data: { archivedAt: new Date() } });
    });
    for (const name of [...Object.keys(people), "disabled"]) cookies.set(name, await signIn(name));
    await database.prisma.user.update({ where: { id: "disabled" }, data: { disabledAt: new Date() } });
  });
  afterAll(async () => {
    await closeContainer();
    await test.drop();
    for (const name of [...Object.keys(given), "MUSTER_API_TOKEN", "APP_URL"]) delete process.env[name];
  });

  async function signIn(name: string): Promise<string> {
    const request = new Request(`${origin}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: `${name}@plant.example`, password }),
    });
    const response = await answerAuth(request);
    return response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  }

  async function call(endpoint: Endpoint, headers: Record<string, string>) {
    const names = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
    const chosen = Object.fromEntries(names.map((name) => [name, params[name] ?? ""]));
    const folder = endpoint.path.replaceAll("{", "[").replaceAll("}", "]");
    const module: Record<string, Handler> = await import(
      /* @vite-ignore */ join(import.meta.dirname, `../../app/api/v1${folder}/route.ts`)
    );
    const handler = module[endpoint.method];
    if (!handler) throw new Error(`${endpoint.id} has no handler`);
    const sent = new Headers({ "sec-fetch-site": "same-origin", ...headers });
    const unsafe = endpoint.method !== "GET";
    if (unsafe) sent.set("content-type", "application/json");
    if (endpoint.idempotent) sent.set("idempotency-key", crypto.randomUUID());
    const url = `${origin}/api/v1${endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => chosen[name] ?? "")}${queries[endpoint.id] ?? ""}`;
    const request = new Request(url, {
      method: endpoint.method,
      headers: sent,
      body: unsafe ? "{}" : undefined,
    });
    const response = await handler(request, { params: Promise.resolve(chosen) });
    const isStream = response.headers.get("content-type")?.startsWith("text/event-stream");
    if (isStream) await response.body?.cancel();
    const body = isStream ? {} : await response.json().catch(() => ({}));
    return { status: response.status, code: body.code, detail: body.detail };
  }

  describe.each(endpoints.map((endpoint) => [endpoint.id, endpoint] as const))("%s", (_, endpoint) => {
    it("is closed to nobody, to a disabled person and to an identity that does not hold", async () => {
      const closed = { status: 401, code: "unauthenticated" };
      expect(await call(endpoint, {})).toMatchObject(closed);
      expect(await call(endpoint, { cookie: cookies.get("disabled") ?? "" })).toMatchObject(closed);
      expect(await call(endpoint, { cookie: "muster=made.up" })).toMatchObject(closed);
      const cookie = cookies.get("administrator") ?? "";
      expect(await call(endpoint, { authorization: "Bearer wrong", cookie })).toMatchObject(closed);
    });

    it.each(Object.keys(people))("answers %s as the table says", async (name) => {
      const held = people[name] ?? {};
      const answer = await call(endpoint, { cookie: cookies.get(name) ?? "" });
      expectByTable(answer, endpoint, { kind: "person", grants: held, scopes: null });
    });

    it("answers a person in a frame as the table says (S3.4)", async () => {
      const headers = { cookie: cookies.get("everywhere") ?? "", "x-muster-context": "embed" };
      const grants = people.everywhere ?? {};
      const framed = { kind: "person", grants, scopes: null, surface: "embed" } as const;
      const answer = await call(endpoint, headers);
      if (endpoint.stepUp) expect(answer).toMatchObject({ status: 403, code: "forbidden" });
      expectByTable(answer, endpoint, framed);
    });

    it("answers the token as the table says", async () => {
      const answer = await call(endpoint, { authorization: `Bearer ${apiToken}` });
      const scopes: Caller["scopes"] = ["read", "write", "irreversible"];
      expectByTable(answer, endpoint, { kind: "token", grants: { "*": ["operator"] }, scopes });
    });

    it("is closed to other pages when it changes something (A15)", async () => {
      if (endpoint.method === "GET") return;
      const cookie = cookies.get("administrator") ?? "";
      for (const site of ["cross-site", "same-site", "none"]) {
        expect(await call(endpoint, { cookie, "sec-fetch-site": site })).toMatchObject({ status: 403 });
      }
    });
  });

  it("takes a role away in the middle of a session (A36)", async () => {
    const { database } = await getContainer();
    const cookie = cookies.get("operator") ?? "";
    const create = endpoints.find(({ id }) => id === "createTask");
    if (!create) throw new Error("createTask is not listed");
    expect((await call(create, { cookie })).status).not.toBe(403);
    await database.prisma.roleGrant.updateMany({ where: { userId: "operator" }, data: { role: "viewer" } });
    expect(await call(create, { cookie })).toMatchObject({ status: 403 });
    await database.prisma.roleGrant.deleteMany({ where: { userId: "operator" } });
    expect(await call(create, { cookie })).toMatchObject({ status: 404, detail: unseen });
    const denied = await database.prisma.audit.findMany({
      where: { action: "access", actorId: "operator", reason: "change" },
    });
    const line = { result: "refused", reason: "change", connection: "plant-1" };
    // Both are attempts: the one that was forbidden, and the one on what they may no longer see.
    expect(denied).toMatchObject([line, line]);
  });
});

function expectByTable(
  answer: { status: number; code?: string; detail?: string },
  { access, path }: Endpoint,
  held: Pick<Caller, "kind" | "grants" | "scopes"> & Partial<Pick<Caller, "surface">>,
): void {
  const nobody = {
    id: "x",
    name: "x",
    email: null,
    surface: "page",
    sessionId: null,
    secondFactor: null,
    provedAt: null,
  } as const;
  const caller: Caller = { ...nobody, ...held };
  // What belongs to no single connection hides nothing: there only the right is asked for.
  const isGeneral = !path.includes("{connection}");
  const seen = isGeneral || held.grants["plant-1"] !== undefined || held.grants["*"] !== undefined;
  if (access === "signed_in" || access === "public") expect(answer.status).toBe(200);
  else if (mayDo(caller, access, isGeneral ? "*" : "plant-1")) {
    expect([401, 403]).not.toContain(answer.status);
    expect(answer.detail).not.toBe(unseen);
  } else if (seen) expect(answer).toMatchObject({ status: 403, code: "forbidden" });
  else expect(answer).toMatchObject({ status: 404, code: "not_found", detail: unseen });
}
