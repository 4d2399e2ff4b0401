import { Agent, get } from "node:http";

const top = "f".repeat(24);

/** One call after the other, 50 rows each, from marker to marker: what anybody would write first. Unsigned, unstored. */
export async function walkSequentially(
  url: string,
  taskId: string,
): Promise<{ rows: number; calls: number; ms: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const began = performance.now();
  let [rows, calls] = [0, 0];
  try {
    for (let marker: string | null = top; marker !== null; ) {
      const path: string = `/v5/iot/bench/batchtasks/${taskId}?limit=50&marker=${marker}`;
      const page = JSON.parse(await read(`${url}${path}`, agent));
      calls += 1;
      rows += page.task_details.length;
      marker = page.task_details.length < 50 ? null : page.page.marker;
    }
    return { rows, calls, ms: performance.now() - began };
  } finally {
    agent.destroy();
  }
}

function read(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
      response.on("error", reject);
    }).on("error", reject);
  });
}
