import { expect, it } from "vitest";
import { lockDataDir } from "./data-lock";

it("is held by one at a time and handed over when let go", async () => {
  const folder = `/nowhere/${process.pid}-lock-test`;
  const first = await lockDataDir(folder);
  let taken = false;
  const second = lockDataDir(folder).then((lock) => {
    taken = true;
    return lock;
  });
  const other = await lockDataDir(`${folder}-other`);
  expect(taken).toBe(false);
  await first.release();
  await (await second).release();
  await other.release();
  expect(taken).toBe(true);
});
