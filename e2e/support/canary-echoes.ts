import { expect } from "@playwright/test";
import type { EchoKind } from "./canary-echo";
import type { CanaryScript } from "./canary-script";
import type { CanaryWire } from "./canary-wire";

/** What a gateway may throw back at a call, and whether its words reach people. */
const refusals: (EchoKind & { isTold: boolean })[] = [
  { kind: "refusal", status: 400, isTold: true },
  { kind: "refusal", status: 401, code: "APIGW.0301", isTold: true },
  { kind: "refusal", status: 403, code: "IOTDA.000022", isTold: true },
  { kind: "refusal", status: 200, isTold: true },
  { kind: "refusal", status: 500, isTold: false },
  { kind: "page", status: 502, isTold: false },
  { kind: "page", status: 200, isTold: false },
  { kind: "truncated", isTold: false },
  { kind: "wrong-shape", isTold: false },
];

export interface EchoPlay {
  script: CanaryScript;
  wire: CanaryWire;
  /** Of the calls that create a task and that read one. */
  paths: { create: RegExp; read: RegExp };
  create(name: string): ReturnType<CanaryScript["get"]>;
  /** Known to the platform although no call holds them. */
  known: readonly string[];
}

/** One create and one read for each way to quote a request. The platform's words come out, without the secrets. */
export async function quoteCalls({ script, wire, paths, create, known }: EchoPlay): Promise<void> {
  for (const [index, { isTold, ...echo }] of refusals.entries()) {
    const mark = `quoted${index}_${script.connection.replaceAll("-", "_")}`;
    // More than once: a refused token is replaced and its call sent again.
    const times = 3;
    wire.echo({ ...echo, match: paths.create, times, mark, known });
    const created = await create(mark);
    expect([202, 400, 422, 502, 503], created.text).toContain(created.status);
    if (isTold) expectQuoted(created.text, mark);

    wire.echo({ ...echo, match: paths.read, times, mark, known });
    const read = await script.get(`/tasks/nowhere${index}?fresh=1`);
    expect([404, 422, 502, 503], read.text).toContain(read.status);
    if (isTold && read.status !== 404) expectQuoted(read.text, mark);
    wire.clearEchoes();
  }
}

/** The quotation came through, so the secrets in it could have. */
function expectQuoted(text: string, mark: string): void {
  expect(text).toContain(`${mark}\\n`);
  expect(text).toContain("********");
}
