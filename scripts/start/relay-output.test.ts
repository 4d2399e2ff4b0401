import { PassThrough } from "node:stream";
import { finished } from "node:stream/promises";
import { expect, it } from "vitest";
import { relayOutput } from "./relay-output";

it("keeps daily business back and passes on everything else", async () => {
  const from = new PassThrough();
  const shown: string[] = [];
  relayOutput(from, (line) => shown.push(line));
  from.write('{"level":"info","message":"request"}\n{"level":"warn","message":"slow"}\n');
  from.write('plain words\n{"level":"error",');
  from.end('"message":"failed"}');
  await finished(from);
  await new Promise((done) => setImmediate(done));
  expect(shown).toEqual([
    '{"level":"warn","message":"slow"}\n',
    "plain words\n",
    '{"level":"error","message":"failed"}\n',
  ]);
});
