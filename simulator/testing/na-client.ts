import { SANDBOX } from "../sandbox-defaults";

export type NaTokens = {
  scope: string;
  tokenType: string;
  expiresIn: number;
  accessToken: string;
  refreshToken: string;
};
export type NaTaskJson = {
  appId: string;
  taskId: string;
  status: string;
  progress: number;
  totalCnt: number;
  successCnt: number;
  failCnt: number;
  timeoutCnt: number;
  expiredCnt: number;
  completeCnt: number;
  successRate: number;
  timeout: number;
  startTime: string;
  param: Record<string, unknown>;
  tags?: { tagName: string; tagValue: string }[];
};
export type NaDetailJson = {
  status: string;
  output: string | null;
  error: string | null;
  param: { deviceId: string; commandId: string };
};
export type NaDetailsJson = {
  totalCount: number;
  pageNo: number;
  pageSize: number;
  taskDetails: NaDetailJson[];
};
export type NaReply<T> = { status: number; body: T & { error_code?: string; error_desc?: string } };

type Values = Record<string, string | number>;

const TASKS = "/iocm/app/batchtask/v1.1.0/tasks";
let names = 0;

/** A client of the legacy API for tests; signs in once, on the first call that needs it. */
export class NaClient {
  /** What the calls carry; set it to see another token refused. */
  accessToken: string | undefined;

  constructor(
    readonly url: string,
    readonly appId: string = SANDBOX.naAppId,
    readonly secret: string = SANDBOX.naSecret,
  ) {}

  login(form: Record<string, string> = { appId: this.appId, secret: this.secret }) {
    const body = new URLSearchParams(form).toString();
    return this.send<NaTokens>("POST", "/iocm/app/sec/v1.1.0/login", body, {
      "content-type": "application/x-www-form-urlencoded",
    });
  }

  refresh(refreshToken: string, change: object = {}) {
    const body = { appId: this.appId, secret: this.secret, refreshToken, ...change };
    return this.send<NaTokens>("POST", "/iocm/app/sec/v1.1.0/refreshToken", JSON.stringify(body), {
      "content-type": "application/json",
    });
  }

  create(body: unknown) {
    return this.call<{ taskID: string }>("POST", TASKS, JSON.stringify(body));
  }

  /** Creates a task that must be accepted and returns its id. */
  async createTask(param: object, change: object = {}): Promise<string> {
    const { status, body } = await this.create(naOrder(param, change));
    if (status !== 200 || !body.taskID) throw new Error(JSON.stringify(body));
    return body.taskID;
  }

  show(taskId: string, query: Values = {}) {
    return this.call<NaTaskJson>("GET", `${TASKS}/${taskId}${search(query)}`);
  }

  details(query: Values) {
    return this.call<NaDetailsJson>("GET", `/iocm/app/batchtask/v1.1.0/taskDetails${search(query)}`);
  }

  /** A call with app_key and token. */
  async call<T>(method: string, path: string, body?: string): Promise<NaReply<T>> {
    this.accessToken ??= (await this.login()).body.accessToken;
    return this.send<T>(method, path, body, {
      "content-type": "application/json",
      app_key: this.appId,
      authorization: `Bearer ${this.accessToken}`,
    });
  }

  async send<T>(
    method: string,
    path: string,
    body: string | undefined,
    headers: Record<string, string>,
  ): Promise<NaReply<T>> {
    const response = await fetch(this.url + path, { method, headers, body });
    return { status: response.status, body: await response.json() };
  }
}

/** A create body that is accepted as it is, with a name of its own; `command` and the like go into `param`. */
export function naOrder(param: object, change: object = {}) {
  names++;
  return {
    appId: SANDBOX.naAppId,
    taskName: `task ${names}`,
    taskType: "DeviceCmd",
    timeout: 10,
    param: { command: { serviceId: "meter", method: "VALVE", paras: { open: 0 } }, ...param },
    ...change,
  };
}

function search(query: Values): string {
  const pairs = Object.entries(query).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  return pairs.length > 0 ? `?${pairs.join("&")}` : "";
}
