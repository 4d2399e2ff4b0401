import {
  type Attempt,
  byClient,
  byPlatform,
  create,
  draftOf,
  type LimitCase,
  meter,
  oldWorkbook,
  people,
  text,
} from "./limit-case";

const firmware = "firmwareUpgrade";
const invalid = byPlatform("IOTDA.000006");
const noPolicy = { scheduleTime: null, retryCount: null, retryIntervalMinutes: null };
const policy = (changes: object) => create(firmware, { policy: { ...noPolicy, ...changes } });
const retries = (retryCount: number | null, retryIntervalMinutes: number | null) =>
  policy({ retryCount, retryIntervalMinutes });
const startingIn =
  (ahead: number): Attempt =>
  (scene) =>
    policy({ scheduleTime: new Date(scene.now().getTime() + ahead).toISOString() })(scene);
const devices = (ids: string[]) => create(firmware, { targets: { kind: "list", ids } });
const many = (count: number) => Array.from({ length: count }, (_, k) => meter(k + 1));
/** Ext info that is `length` characters as JSON. */
const extInfo = (length: number) => ({ a: text(length - '{"a":""}'.length) });
const week = 7 * 24 * 3_600_000;

const listing =
  (changes: object): Attempt =>
  ({ platform }) =>
    platform.listTasks({ type: firmware, limit: 10, ...changes }, people);
/** A look at a task just made, so that only the parameter decides. */
const showing =
  (changes: object): Attempt =>
  async ({ platform }) => {
    const { taskId } = await platform.createTask(draftOf(firmware), people);
    return platform.showTask({ taskId, limit: 10, ...changes }, people);
  };
const lookingUp =
  (taskId: string): Attempt =>
  ({ platform }) =>
    platform.showTask({ taskId, limit: 10 }, people);

type Operation = "retryTask" | "stopTask" | "confirmTask";
/** An operation on a task in progress that waits for a confirmation, with so many targets. */
const operating =
  (operation: Operation, count: number, type = firmware): Attempt =>
  async ({ platform, simulator }) => {
    const draft = draftOf(type, type === "createCommands" ? {} : { needConfirm: true });
    const { taskId } = await platform.createTask(draft, people);
    simulator.advanceClock(2_000);
    // Retry needs a task that has begun (sheet §10.1).
    if (operation === "retryTask" && type !== "createCommands") {
      await platform.confirmTask(taskId, null, people);
      simulator.advanceClock(1_000);
    }
    return platform[operation](taskId, many(count), people);
  };
const running =
  (count: number): Attempt =>
  async ({ platform }) => {
    for (let k = 0; k < count; k++)
      await platform.createTask(draftOf(firmware, { name: `Run_${k}` }), people);
  };

const sources: LimitCase[] = ["createDevices", "updateDevices"].map((type) => ({
  limit: `§6.2 ${type}: from a file only`,
  inside: create(type, { targets: { kind: "file", fileId: "0d6b2c6e" } }),
  insideMeets: "IOTDA.014600",
  outside: create(type),
  refusal: invalid,
}));
const fileless: LimitCase[] = [
  firmware,
  "softwareUpgrade",
  "moduleUpgrade",
  "createCommands",
  "createAsyncCommands",
  "createMessages",
  "updateDeviceShadows",
].map((type) => ({
  limit: `§6.2 ${type}: for devices and groups, with its document, not from a file`,
  inside: create(type),
  outside: create(type, { targets: { kind: "file", fileId: "0d6b2c6e" } }),
  refusal: invalid,
}));
const recordTypes: LimitCase[] = ["deleteDevices", "freezeDevices", "unfreezeDevices"].map((type) => ({
  limit: `§6.2 ${type}: also from a file, without a document`,
  inside: async ({ platform }) => {
    const file = await platform.uploadFile({ name: "lot.xls", content: oldWorkbook() }, people);
    await platform.createTask(draftOf(type, { targets: { kind: "file", fileId: file.fileId } }), people);
    await platform.createTask(draftOf(type), people);
  },
  outside: create(type, { document: { paras: {} } }),
  refusal: invalid,
}));

/** Limits of batch tasks (sheet §6, §10.4). */
export const taskLimits: LimitCase[] = [
  ...sources,
  ...fileless,
  ...recordTypes,
  {
    limit: "§6.2 task_type: twelve can be created, changeGateway is not described",
    inside: create("moduleUpgrade"),
    outside: create("changeGateway", { targets: { kind: "file", fileId: "0d6b2c6e" } }),
    refusal: invalid,
  },
  {
    limit: "§6.3 app_id: 36 characters",
    inside: create(firmware, { appId: text(36) }),
    insideMeets: "IOTDA.001000",
    outside: create(firmware, { appId: text(37) }),
    refusal: invalid,
  },
  {
    limit: "§6.3 app_id: letters, digits, _ and -",
    inside: create(firmware, { appId: "a_B-9" }),
    insideMeets: "IOTDA.001000",
    outside: create(firmware, { appId: "a.b" }),
    refusal: invalid,
  },
  {
    limit: "§6.3 task_name: 128 characters",
    inside: create(firmware, { name: text(128) }),
    outside: create(firmware, { name: text(129) }),
    refusal: invalid,
  },
  {
    limit: "§6.3 task_name: letters, digits, _ and Chinese characters",
    inside: create(firmware, { name: "固件_Wave9" }),
    outside: create(firmware, { name: "wave-9" }),
    refusal: invalid,
  },
  {
    limit: "§6.3 task_mode: GATEWAY",
    inside: create(firmware, { mode: "GATEWAY" }),
    outside: create(firmware, { mode: "DIRECT" }),
    refusal: invalid,
  },
  {
    limit: "§6.3 task_mode: for upgrades only",
    inside: create("softwareUpgrade", { mode: "GATEWAY" }),
    outside: create("createCommands", { mode: "GATEWAY" }),
    refusal: invalid,
  },
  {
    limit: "§6.3 need_confirm: for upgrades only",
    inside: create("moduleUpgrade", { needConfirm: true }),
    outside: create("freezeDevices", { needConfirm: true }),
    refusal: invalid,
  },
  {
    limit: "§6.3 task_ext_info: 512 characters as JSON",
    inside: create(firmware, { extInfo: extInfo(512) }),
    outside: create(firmware, { extInfo: extInfo(513) }),
    refusal: invalid,
  },
  {
    limit: "§6.3 task_ext_info: for upgrades only",
    inside: create("softwareUpgrade", { extInfo: { ticket: "1" } }),
    outside: create("createMessages", { extInfo: { ticket: "1" } }),
    refusal: invalid,
  },
  {
    limit: "§6.3 targets: 30,000",
    inside: devices(many(30_000)),
    outside: devices(many(30_001)),
    refusal: invalid,
  },
  {
    limit: "§6.3 targets: 128 characters each",
    inside: devices([text(128)]),
    outside: devices([text(129)]),
    refusal: invalid,
  },
  {
    limit: "§6.3 targets: letters, digits, _ and -",
    inside: devices(["a_B-9"]),
    outside: devices(["a.b"]),
    refusal: invalid,
  },
  {
    limit: "§6.3 document_source: 128 characters",
    inside: create("createDevices", { targets: { kind: "file", fileId: text(128) } }),
    insideMeets: "IOTDA.014600",
    outside: create("createDevices", { targets: { kind: "file", fileId: text(129) } }),
    refusal: byClient("targets.fileId"),
  },
  {
    limit: "§6.1 schedule_time: 7 days ahead",
    inside: startingIn(week),
    outside: startingIn(week + 1_000),
    refusal: invalid,
  },
  {
    limit: "§16 schedule_time: not in the past",
    inside: startingIn(0),
    outside: startingIn(-1_000),
    refusal: invalid,
  },
  { limit: "§6.1 retry_count: at least 1", inside: retries(1, 5), outside: retries(0, 5), refusal: invalid },
  { limit: "§6.1 retry_count: at most 5", inside: retries(5, 5), outside: retries(6, 5), refusal: invalid },
  {
    limit: "§6.1 retry_interval: at least 0",
    inside: retries(1, 0),
    outside: retries(1, -1),
    refusal: invalid,
  },
  {
    limit: "§6.1 retry_interval: at most 1440",
    inside: retries(1, 1440),
    outside: retries(1, 1441),
    refusal: invalid,
  },
  {
    limit: "§6.1 retry_count: only with retry_interval",
    inside: retries(null, null),
    outside: retries(3, null),
    refusal: invalid,
  },
  {
    limit: "§6.1 retry_interval: only with retry_count",
    inside: retries(null, null),
    outside: retries(null, 3),
    refusal: invalid,
  },
  {
    limit: "§10.4 tasks in progress: 10 in a space",
    inside: running(10),
    outside: running(11),
    refusal: byPlatform("IOTDA.014201", 403),
  },
  {
    limit: "§2.4 Instance-Id: 36 characters",
    inside: ({ connect }) => connect({ instanceId: text(36) }).listApps(people),
    outside: ({ connect }) => connect({ instanceId: text(37) }).listApps(people),
    refusal: invalid,
  },
  {
    limit: "§6.4 task_type: one that exists",
    inside: listing({ type: "changeGateway" }),
    outside: listing({ type: "noSuchType" }),
    refusal: invalid,
  },
  {
    limit: "§6.4 app_id: 36 characters",
    inside: listing({ appId: text(36) }),
    insideMeets: "IOTDA.001000",
    outside: listing({ appId: text(37) }),
    refusal: byClient("appId"),
  },
  {
    limit: "§6.4 status: a status of tasks",
    inside: listing({ status: "Stopping" }),
    outside: listing({ status: "FailWaitRetry" }),
    refusal: invalid,
  },
  {
    limit: "§6.4 limit: at least 1",
    inside: listing({ limit: 1 }),
    outside: listing({ limit: 0 }),
    refusal: byClient("limit"),
  },
  {
    limit: "§6.4 limit: at most 50",
    inside: listing({ limit: 50 }),
    outside: listing({ limit: 51 }),
    refusal: byClient("limit"),
  },
  {
    limit: "§6.4 offset: at least 0",
    inside: listing({ offset: 0 }),
    outside: listing({ offset: -1 }),
    refusal: byClient("offset"),
  },
  {
    limit: "§6.4 offset: at most 500",
    inside: listing({ offset: 500 }),
    outside: listing({ offset: 501 }),
    refusal: byClient("offset"),
  },
  {
    limit: "§6.4 marker: 24 hex characters",
    inside: listing({ marker: "f".repeat(24) }),
    outside: listing({ marker: "f".repeat(23) }),
    refusal: byPlatform("IOTDA.000018"),
  },
  {
    limit: "§6 task_id: 24 hex characters",
    inside: lookingUp("0".repeat(24)),
    insideMeets: "IOTDA.014200",
    outside: lookingUp("0".repeat(25)),
    refusal: invalid,
  },
  {
    limit: "§6 task_id: nothing but letters, digits, _ and -",
    inside: lookingUp("0"),
    insideMeets: "IOTDA.014200",
    outside: lookingUp(".."),
    refusal: byClient("taskId"),
  },
  {
    limit: "§6.5 task_detail_status: a status of subtasks",
    inside: showing({ status: "Removed" }),
    outside: showing({ status: "Stopping" }),
    refusal: invalid,
  },
  {
    limit: "§6.5 target: 128 characters",
    inside: showing({ target: text(128) }),
    outside: showing({ target: text(129) }),
    refusal: byClient("target"),
  },
  {
    limit: "§6.5 limit: at most 50",
    inside: showing({ limit: 50 }),
    outside: showing({ limit: 51 }),
    refusal: byClient("limit"),
  },
  {
    limit: "§6.5 offset: at most 500",
    inside: showing({ offset: 500 }),
    outside: showing({ offset: 501 }),
    refusal: byClient("offset"),
  },
  {
    limit: "§6.5 marker: 24 hex characters",
    inside: showing({ marker: "0".repeat(24) }),
    outside: showing({ marker: "0".repeat(25) }),
    refusal: byPlatform("IOTDA.000018"),
  },
  ...(["retryTask", "stopTask", "confirmTask"] as const).flatMap((operation): LimitCase[] => [
    {
      limit: `§6.1 targets of ${operation}: 100`,
      inside: operating(operation, 100),
      outside: operating(operation, 101),
      refusal: byClient("targets"),
    },
    {
      limit: `§6.1 targets of ${operation}: at least one when any are named`,
      inside: operating(operation, 1),
      outside: operating(operation, 0),
      refusal: byClient("targets"),
    },
    {
      limit: `§6.2 ${operation}: for upgrades only`,
      inside: operating(operation, 1),
      outside: operating(operation, 1, "createCommands"),
      refusal: byPlatform("IOTDA.014220"),
    },
  ]),
  {
    limit: "§6.2 stop and retry: not for moduleUpgrade, confirm is",
    inside: operating("confirmTask", 1, "moduleUpgrade"),
    outside: operating("stopTask", 1, "moduleUpgrade"),
    refusal: byPlatform("IOTDA.014220"),
  },
];
