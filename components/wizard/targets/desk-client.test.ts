import { describe, expect, it } from "vitest";
import { DeskClient } from "./desk-client";
import { answerAcross, type DeskAsk, TargetDesk } from "./target-desk";

/** A worker whose answers come when they are let out, or that breaks. */
class FakeWorker extends EventTarget {
  readonly desk = new TargetDesk();
  readonly asked: { id: number; ask: DeskAsk }[] = [];
  terminated = false;

  postMessage(message: { id: number; ask: DeskAsk }): void {
    this.asked.push(message);
  }

  answerAll(): void {
    for (const { id, ask } of this.asked.splice(0)) {
      this.dispatchEvent(new MessageEvent("message", { data: { id, answer: answerAcross(this.desk, ask) } }));
    }
  }

  terminate(): void {
    this.terminated = true;
  }
}

function makeClient() {
  const workers: FakeWorker[] = [];
  const client = new DeskClient(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker as unknown as Worker;
  });
  return { client, workers };
}

describe("the client of a desk", () => {
  it("answers in order and starts one worker", async () => {
    const { client, workers } = makeClient();
    const opened = client.ask({ kind: "open", text: "a\nb b" });
    const edited = client.ask({ kind: "edit", edit: { kind: "leaveOutProblems" } });
    workers[0]?.answerAll();
    expect(await opened).toMatchObject({ text: "a\nb b", summary: { problemCount: 1 } });
    expect((await edited).text).toBe("a");
    expect(workers).toHaveLength(1);
  });

  it("copies no text twice, and has it all the same", async () => {
    const desk = new TargetDesk();
    const sent = (ask: DeskAsk) => structuredClone(answerAcross(desk, ask));
    expect(sent({ kind: "open", text: "a\nb" })).toMatchObject({ text: null, summary: { idsText: null } });
    expect(sent({ kind: "open", text: "a\na" })).toMatchObject({ text: null, summary: { idsText: "a" } });
    const replaced: DeskAsk = { kind: "edit", edit: { kind: "replace", text: "c" } };
    expect(sent(replaced)).toMatchObject({ text: null, summary: { idsText: null } });
    expect(sent({ kind: "edit", edit: { kind: "append", text: "d" } })).toMatchObject({ text: "c\nd" });

    const { client, workers } = makeClient();
    const states = [client.ask({ kind: "open", text: "a\nb" }), client.ask(replaced)];
    workers[0]?.answerAll();
    const texts = (await Promise.all(states)).map(({ text, summary }) => [text, summary.idsText]);
    expect(texts).toEqual([
      ["a\nb", "a\nb"],
      ["c", "c"],
    ]);
  });

  it("goes on here when the worker breaks, from the newest text, and answers what was asked meanwhile", async () => {
    const { client, workers } = makeClient();
    const opened = client.ask({ kind: "open", text: "a" });
    workers[0]?.answerAll();
    await opened;
    const appended = client.ask({ kind: "edit", edit: { kind: "append", text: "b" } });
    workers[0]?.dispatchEvent(new Event("error"));
    expect((await appended).text).toBe("a\nb");
    expect(workers[0]?.terminated).toBe(true);
    expect((await client.ask({ kind: "edit", edit: { kind: "undo" } })).text).toBe("a");
    expect(workers).toHaveLength(1);
  });

  it("works where there are no workers", async () => {
    const client = new DeskClient(() => {
      throw new Error("blocked");
    });
    expect((await client.ask({ kind: "open", text: "a\na" })).summary.repeatCount).toBe(1);
  });

  it("ends only when all is answered, and starts again from the same text", async () => {
    const { client, workers } = makeClient();
    const opened = client.ask({ kind: "open", text: "a" });
    client.close();
    expect(workers[0]?.terminated).toBe(false);
    workers[0]?.answerAll();
    await opened;
    expect(workers[0]?.terminated).toBe(true);
    const appended = client.ask({ kind: "edit", edit: { kind: "append", text: "b" } });
    workers[1]?.answerAll();
    expect((await appended).text).toBe("a\nb");
  });
});
