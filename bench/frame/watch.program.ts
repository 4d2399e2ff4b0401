import { get } from "node:http";

export interface WatchOrder {
  /** Streams to hold from now on. */
  open?: { url: string; cookie: string }[];
}

export interface WatchReport {
  /** Of each stream in turn: when it was told of rows since the last report, in milliseconds of the epoch. */
  heard: number[][];
  /** Streams that were refused or have ended. */
  lost: number;
}

/** Holds streams of events in a process of its own and notes when they are told of a task's rows. */
const heard: number[][] = [];
let lost = 0;

async function hold({ url, cookie }: { url: string; cookie: string }): Promise<void> {
  const times: number[] = [];
  heard.push(times);
  await new Promise<void>((opened) => {
    const fail = () => {
      lost += 1;
      opened();
    };
    const request = get(
      url,
      { agent: false, headers: { cookie, accept: "text/event-stream" } },
      (response) => {
        if (response.statusCode !== 200) return fail();
        let rest = "";
        response.setEncoding("utf8").on("data", (text: string) => {
          opened();
          const at = performance.timeOrigin + performance.now();
          const events = (rest + text).split("\n\n");
          rest = events.pop() ?? "";
          for (const event of events) if (/^event: subtasks$/m.test(event)) times.push(at);
        });
        response.on("close", fail).on("error", () => undefined);
      },
    );
    request.on("error", fail);
  });
}

process.on("message", ({ open = [] }: WatchOrder) => {
  const opening = open.reduce((before, stream) => before.then(() => hold(stream)), Promise.resolve());
  void opening.then(() => {
    const report: WatchReport = { heard: heard.map((times) => times.splice(0)), lost };
    process.send?.(report);
  });
});
process.once("disconnect", () => process.exit());
process.send?.({ type: "ready" });
