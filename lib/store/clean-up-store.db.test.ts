import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { deleteExpired } from "./clean-up-store";
import { openTestStore, type TestStore } from "./testing/test-store";

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

it("deletes what has expired and nothing else", async () => {
  const { prisma } = store.database;
  const now = new Date("2026-11-02T12:00:00Z");
  const hours = (n: number) => new Date(now.getTime() + n * 3_600_000);
  await prisma.user.create({ data: { id: "u", name: "Ada", email: "ada@example.test" } });
  for (const [id, end] of [
    ["old", -1],
    ["new", 1],
  ] as const) {
    await prisma.session.create({ data: { id, token: id, userId: "u", expiresAt: hours(end) } });
    await prisma.verification.create({ data: { id, identifier: id, value: "", expiresAt: hours(end) } });
    const call = { actor: "u", method: "POST", path: "/", bodyHash: "", operationId: randomUUID() };
    await prisma.idempotencyKey.create({ data: { ...call, key: id, createdAt: hours(end - 24) } });
    const throttle = { failures: 1, windowStart: hours(end - 24), blockedUntil: null };
    await prisma.signInThrottle.create({ data: { key: id, ...throttle } });
    await prisma.liveEvent.create({ data: { connectionId: 1, kind: "task", at: hours(end - 0.5) } });
    const chosen = { id: randomUUID(), taskId: 1, kind: "list", count: 1, rows: { create: { ord: 0 } } };
    const maker = { createdById: "u", createdByName: id, createdAt: hours(end - 24 * 30) };
    await prisma.subtaskSelection.create({ data: { ...chosen, ...maker } });
  }
  await prisma.signInThrottle.create({
    data: { key: "blocked", failures: 9, windowStart: hours(-48), blockedUntil: hours(1) },
  });
  // Where a person is known, strangers' failures do not delay them (A20): a day says nothing against that.
  await prisma.signInThrottle.create({
    data: { key: "known:ada", failures: 0, windowStart: hours(-48), blockedUntil: null },
  });

  const drafts = { drafts: 0, contents: 0, files: 0 };
  const none = {
    keys: 0,
    sessions: 0,
    verifications: 0,
    throttles: 0,
    news: 0,
    points: 0,
    selections: 0,
    ...drafts,
  };
  const one = {
    keys: 1,
    sessions: 1,
    verifications: 1,
    throttles: 1,
    news: 1,
    points: 0,
    selections: 1,
    ...drafts,
  };
  expect(await deleteExpired(prisma, now)).toEqual(one);
  expect(await deleteExpired(prisma, now)).toEqual(none);
  expect(await prisma.subtaskSelection.findMany()).toMatchObject([{ createdByName: "new" }]);
  expect(await prisma.subtaskSelectionRow.count()).toBe(1);
  expect(await prisma.session.findMany()).toMatchObject([{ id: "new" }]);
  expect((await prisma.signInThrottle.findMany()).map((row) => row.key).sort()).toEqual([
    "blocked",
    "known:ada",
    "new",
  ]);
});
