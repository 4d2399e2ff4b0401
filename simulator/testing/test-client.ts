import { SANDBOX } from "../sandbox-defaults";
import { type Signer, signCall } from "./sign-call";

export type Progress = Record<
  "total" | "processing" | "success" | "fail" | "waitting" | "fail_wait_retry" | "stopped" | "removed",
  number
>;
export type TaskJson = {
  task_id: string;
  task_name: string;
  task_type: string;
  targets?: string[];
  targets_filter?: { group_ids: string[] };
  status: string;
  status_desc: string;
  task_progress: Progress;
  create_time: string;
};
export type DetailJson = {
  target: string;
  status: string;
  output?: string;
  error?: { error_code?: string; error_msg: string };
};
export type PageJson = { count: number; marker?: string };
export type ListJson = { batchtasks: TaskJson[]; page: PageJson };
export type ShowJson = { batchtask: TaskJson; task_details: DetailJson[]; page: PageJson };
export type ResultsJson = { targets: { target: string; status: string; error_code?: string }[] };
export type RefusalJson = { error_code?: string; error_msg?: string; request_id?: string };

export type Reply<T> = { status: number; headers: Headers; body: T & RefusalJson };
type Values = Record<string, string | number | boolean>;
type Extra = { signer?: Signer; headers?: Record<string, string>; token?: string };

/** A signing client of the tests; paths are below `/v5/iot/{project_id}`. */
export class TestClient {
  constructor(
    readonly url: string,
    private readonly now: () => Date,
  ) {}

  get<T>(path: string, query: Values = {}, extra?: Extra): Promise<Reply<T>> {
    return this.send("GET", path, query, undefined, extra);
  }

  post<T>(path: string, body?: unknown, extra?: Extra): Promise<Reply<T>> {
    return this.send("POST", path, {}, body, extra);
  }

  delete(path: string): Promise<Reply<object>> {
    return this.send("DELETE", path, {}, undefined);
  }

  /** A call to any path of the server. */
  async raw<T>(method: string, path: string, body: string | undefined, extra: Extra = {}): Promise<Reply<T>> {
    const url = new URL(this.url + path);
    const plain = { ...(body === undefined ? {} : { "content-type": "application/json" }), ...extra.headers };
    const signer = extra.signer ?? SANDBOX;
    const headers = extra.token
      ? { ...plain, "x-auth-token": extra.token }
      : signCall(signer, { method, url, headers: plain, body: body ?? "", at: this.now().getTime() });
    const response = await fetch(url, { method, headers, body });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : {} };
  }

  private send<T>(
    method: string,
    path: string,
    query: Values,
    body: unknown,
    extra?: Extra,
  ): Promise<Reply<T>> {
    const search = Object.entries(query).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
    const target = `/v5/iot/${SANDBOX.projectId}${path}${search.length > 0 ? `?${search.join("&")}` : ""}`;
    return this.raw(method, target, body === undefined ? undefined : JSON.stringify(body), extra);
  }
}
