import { randomUUID } from "node:crypto";
import { type APIRequestContext, type APIResponse, expect } from "@playwright/test";
import { fleet, stage } from "./stage";

const base = "/api/v1/connections";
const authorization = `Bearer ${stage.apiToken}`;

/** What a script with `MUSTER_API_TOKEN` does; answers are plain JSON, as a stranger would read them. */
export class ApiClient {
  constructor(
    private readonly request: APIRequestContext,
    private readonly connection = "sandbox",
  ) {}

  get(path: string): Promise<APIResponse> {
    return this.request.get(`${base}/${this.connection}${path}`, { headers: { authorization } });
  }

  post(path: string, data: unknown, key: string = randomUUID()): Promise<APIResponse> {
    return this.request.post(`${base}/${this.connection}${path}`, {
      headers: { authorization, "idempotency-key": key },
      data: data as object,
    });
  }

  put(path: string, body: { data: unknown } | { file: { name: string; content: Uint8Array } }) {
    return this.request.put(`${base}/${this.connection}${path}`, {
      headers: { authorization },
      ...sent(body),
    });
  }

  /** A file goes as a form does it. */
  upload(path: string, file: { name: string; content: Uint8Array }): Promise<APIResponse> {
    return this.request.post(`${base}/${this.connection}${path}`, {
      headers: { authorization },
      ...sent({ file }),
    });
  }

  delete(path: string): Promise<APIResponse> {
    return this.request.delete(`${base}/${this.connection}${path}`, { headers: { authorization } });
  }

  async createUpgrade(name: string, ids: readonly string[], key?: string): Promise<string> {
    const body = {
      name,
      type: "firmwareUpgrade",
      targets: { kind: "list", ids },
      document: { package_id: fleet.firmwarePackage },
    };
    const answer = await this.post("/tasks", body, key);
    expect(answer.status(), await answer.text()).toBe(201);
    return (await answer.json()).taskId;
  }

  async connections(): Promise<{ slug: string; sandbox: boolean }[]> {
    const answer = await this.request.get(base, { headers: { authorization } });
    return (await answer.json()).items;
  }

  async task(taskId: string) {
    const answer = await this.get(`/tasks/${taskId}`);
    expect(answer.status(), await answer.text()).toBe(200);
    return answer.json();
  }
}

function sent(body: { data: unknown } | { file: { name: string; content: Uint8Array } }) {
  if ("data" in body) return { data: body.data as object };
  const { name, content } = body.file;
  const file = { name, mimeType: "application/octet-stream", buffer: Buffer.from(content) };
  return { multipart: { file } };
}

/** Names of the platform take letters, digits and `_`. */
export function uniqueName(prefix: string): string {
  return `${prefix}_${randomUUID().slice(0, 8)}`;
}
