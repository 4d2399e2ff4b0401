import { createSimulator } from "../create-simulator";
import { SANDBOX } from "../sandbox-defaults";
import { type ShowJson, TestClient } from "./test-client";

/**
 * By hand: `npx tsx simulator/testing/measure-scale.ts [subtasks] [speed]` prints how long pages of a large running
 * task take, signature and HTTP included, and what the process holds. On a busy machine only the processor time tells.
 */
async function main(count: number, speed: number): Promise<void> {
  const now = () => new Date();
  const simulator = createSimulator({ ...SANDBOX, now, speed, fleet: "demo" });
  const { url } = await simulator.listen();
  const client = new TestClient(url, now);
  const began = performance.now();
  const statuses = {
    Success: Math.floor(count * 0.6),
    Processing: Math.floor(count * 0.001),
    Fail: 40,
    FailWaitRetry: 5,
  };
  const taskId = simulator.stageTask({ type: "firmwareUpgrade", count, statuses });
  console.log(`staged ${count} in ${Math.round(performance.now() - began)} ms`);

  const show = (query: Record<string, string | number>) =>
    client.get<ShowJson>(`/batchtasks/${taskId}`, { limit: 50, ...query });
  const markerAt = async (pages: number) => {
    let marker = "f".repeat(24);
    for (let k = 0; k < pages; k++) marker = (await show({ marker, offset: 500 })).body.page.marker ?? marker;
    return marker;
  };
  const deep = await markerAt(Math.min(1_000, Math.floor(count / 1_200)));
  const target = (await show({ marker: deep })).body.task_details[7]?.target ?? "";
  const pages: Record<string, Record<string, string | number>> = {
    first: {},
    "offset 500": { offset: 500 },
    "deep marker": { marker: deep },
    "deep marker, offset 500": { marker: deep, offset: 500 },
    "status Success, deep": { task_detail_status: "Success", marker: deep },
    "status Fail": { task_detail_status: "Fail" },
    "status FailWaitRetry, deep": { task_detail_status: "FailWaitRetry", marker: deep },
    "status Stopped (none)": { task_detail_status: "Stopped" },
    target: { target },
    "target and status": { target, task_detail_status: "Success" },
    "no such target": { target: "nobody" },
  };
  for (const [name, query] of Object.entries(pages)) {
    const times: number[] = [];
    const used = process.cpuUsage();
    for (let k = 0; k < 200; k++) {
      const start = performance.now();
      const { status } = await show(query);
      times.push(performance.now() - start);
      if (status !== 200) throw new Error(`${name}: ${status}`);
    }
    const { user, system } = process.cpuUsage(used);
    const processor = ((user + system) / 1000 / times.length).toFixed(2);
    times.sort((a, b) => a - b);
    const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(2);
    console.log(
      `${name.padEnd(28)} median ${at(0.5)} ms, p95 ${at(0.95)} ms, processor ${processor} ms (client too)`,
    );
  }
  const { batchtask } = (await show({})).body;
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  const mb = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`;
  console.log(batchtask.status, batchtask.task_progress);
  console.log(`rss ${mb(rss)}, heap ${mb(heapUsed)}, buffers ${mb(arrayBuffers)}`);
  await simulator.close();
}

const [count = "1000000", speed = "1"] = process.argv.slice(2);
main(Number(count), Number(speed)).catch((error) => {
  console.error(error);
  process.exit(1);
});
