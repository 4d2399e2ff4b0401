import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestStore, type TestStore } from "@/lib/store/testing/test-store";
import type { Caller } from "./caller";
import { checkAgain, identityOf } from "./check-again";
import { sessionCookies } from "./session-cookie";

const now = new Date("2026-11-22T12:00:00Z");
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const cookies = sessionCookies("a secret of thirty-two characters or more", "http://localhost:3000");
let store: TestStore;

beforeAll(async () => {
  store = await openTestStore();
  const { prisma } = store.database;
  for (const [id, disabledAt] of [["ada", null] as const, ["eve", now] as const]) {
    const grants = { create: { connection: "test", role: "viewer" } };
    await prisma.user.create({ data: { id, name: id, email: `${id}@plant.example`, disabledAt, grants } });
  }
  for (const [id, userId, kind, used, made] of [
    ["page", "ada", "page", 45, 60],
    ["frame", "ada", "embed", 45, 60],
    ["idle", "ada", "page", 60, 90],
    ["old", "ada", "page", 1, 720],
    ["disabled", "eve", "page", 1, 1],
  ] as const) {
    const times = { lastUsedAt: minutesAgo(used), createdAt: minutesAgo(made), expiresAt: minutesAgo(-60) };
    await prisma.session.create({ data: { id, token: id, userId, kind, ...times } });
  }
});
afterAll(() => store.close());

function caller(sessionId: string | null, surface: Caller["surface"] = "page"): Caller {
  return {
    ...{
      kind: sessionId === null ? "token" : "person",
      id: "ada",
      name: "Ada",
      email: null,
      surface,
      sessionId,
    },
    ...{ grants: { test: ["administrator"] }, secondFactor: null, provedAt: null, scopes: null },
  };
}

it("knows who still holds, each by the rules of their session, with the roles of now", async () => {
  const token = caller(null, "api");
  const callers = [
    ...["page", "idle", "old", "disabled", "gone"].map((id) => caller(id)),
    ...[caller("page", "embed"), caller("frame", "embed"), token],
  ];
  const deps = { database: store.database, cookies, secondFactorRequired: false, now: () => now };
  const holding = await checkAgain(callers, deps);
  expect([...holding.keys()]).toEqual(["page page", "embed page", identityOf(token)]);
  expect(holding.get("page page")).toMatchObject({
    id: "ada",
    grants: { test: ["viewer"] },
    surface: "page",
  });
  expect(holding.get("embed page")).toMatchObject({ surface: "embed" });
  expect(holding.get(identityOf(token))).toBe(token);
});

it("counts as no use of a session", async () => {
  const session = await store.database.prisma.session.findUniqueOrThrow({ where: { id: "page" } });
  expect(session.lastUsedAt).toEqual(minutesAgo(45));
});
