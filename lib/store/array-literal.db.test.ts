import { afterAll, beforeAll, expect, it } from "vitest";
import { arrayLiteral } from "./array-literal";
import { openTestStore } from "./testing/test-store";

let store: Awaited<ReturnType<typeof openTestStore>>;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

it("reads as what was written, whatever is in it", async () => {
  const texts = [
    "",
    "NULL",
    "null",
    " a ",
    '"',
    "\\",
    '\\"',
    "{}",
    "a,b",
    "a\nb\t",
    "'; --",
    "é水🜁",
    "$1",
    null,
  ];
  const [read] = await store.database.prisma.$queryRaw<{ texts: unknown; numbers: unknown }[]>`
    SELECT ${arrayLiteral(texts)}::text[] AS texts, ${arrayLiteral([0, -1, 32_767, null])}::smallint[] AS numbers`;
  expect(read).toEqual({ texts, numbers: [0, -1, 32_767, null] });
});

it("can be empty", async () => {
  const [read] = await store.database.prisma.$queryRaw<{ none: unknown }[]>`
    SELECT ${arrayLiteral([])}::int[] AS none`;
  expect(read).toEqual({ none: [] });
});
