import type { FailureClass, Sent } from "../../failure-class";
import { type Attempt, create, draftOf, oldWorkbook, people } from "./limit-case";

/** What a code of the platform must mean to whoever decides on repeating a call. */
export interface CodeCase {
  failure: FailureClass;
  sent: Sent;
  /** The platform says that what the call is about is not there. */
  isMissing?: true;
  /** Lets the simulator refuse for this very reason; without it the code comes from its fault switch. */
  provoke?: Attempt;
}

const rejected = { failure: "rejected", sent: "yes" } as const;
const missing = { ...rejected, isMissing: true } as const;
const auth = { failure: "auth", sent: "yes" } as const;
const transient = { failure: "transient", sent: "maybe" } as const;
const throttled = { failure: "throttled", sent: "yes" } as const;

/** A firmware upgrade all of whose devices stand at one status. */
const inState =
  (status: "Processing" | "Fail", then: (taskId: string) => Attempt): Attempt =>
  (scene) => {
    const order = { count: 3, type: "firmwareUpgrade", still: true, statuses: { [status]: 3 } };
    return then(scene.simulator.stageTask(order))(scene);
  };
const scheduled = (scene: Parameters<Attempt>[0]) =>
  scene.platform.createTask(
    draftOf("firmwareUpgrade", {
      policy: {
        scheduleTime: new Date(scene.now().getTime() + 3_600_000).toISOString(),
        retryCount: null,
        retryIntervalMinutes: null,
      },
    }),
    people,
  );
const upload: Attempt = ({ platform }) =>
  platform.uploadFile({ name: "lot.xls", content: oldWorkbook() }, people);

/** Every code of error-codes.tsv that v5 or its gateway can answer with. */
export const codeCases: Record<string, CodeCase> = {
  "IOTDA.000001": transient,
  "IOTDA.000002": auth,
  "IOTDA.000004": auth,
  "IOTDA.000006": { ...rejected, provoke: create("firmwareUpgrade", { name: "not allowed!" }) },
  "IOTDA.000008": rejected,
  "IOTDA.000009": {
    ...rejected,
    provoke: ({ platform }) =>
      platform.searchDevices("select * from device where create_time > 'yesterday'", people),
  },
  "IOTDA.000010": {
    ...rejected,
    provoke: ({ platform }) =>
      platform.listDevices(
        {
          limit: 10,
          registeredFrom: "2026-01-02T00:00:00.000Z",
          registeredTo: "2026-01-01T00:00:00.000Z",
        },
        people,
      ),
  },
  "IOTDA.000011": rejected,
  "IOTDA.000012": rejected,
  "IOTDA.000013": rejected,
  "IOTDA.000014": rejected,
  "IOTDA.000017": {
    ...rejected,
    provoke: ({ platform }) => platform.searchDevices("select * from device limit 51", people),
  },
  "IOTDA.000018": {
    ...rejected,
    provoke: ({ platform }) => platform.listProducts({ limit: 10, marker: "x" }, people),
  },
  "IOTDA.000020": transient,
  "IOTDA.000021": {
    ...auth,
    provoke: ({ connect }) => connect({ projectId: "f".repeat(32) }).listApps(people),
  },
  "IOTDA.000022": auth,
  "IOTDA.000029": rejected,
  "IOTDA.001000": { ...rejected, provoke: ({ platform }) => platform.showApp("f".repeat(32), people) },
  "IOTDA.001002": rejected,
  "IOTDA.001005": rejected,
  "IOTDA.001006": rejected,
  "IOTDA.001007": rejected,
  "IOTDA.014000": { ...missing, provoke: ({ platform }) => platform.showDevice("nobody", people) },
  "IOTDA.014016": rejected,
  "IOTDA.014031": rejected,
  "IOTDA.014038": rejected,
  "IOTDA.014039": rejected,
  "IOTDA.014040": rejected,
  "IOTDA.014111": rejected,
  "IOTDA.014112": rejected,
  "IOTDA.014200": {
    ...missing,
    provoke: ({ platform }) => platform.showTask({ taskId: "0".repeat(24), limit: 10 }, people),
  },
  "IOTDA.014201": {
    ...rejected,
    provoke: async ({ platform, simulator }) => {
      for (let k = 0; k < 10; k++) simulator.stageTask({ count: 3, type: "createCommands", still: true });
      return platform.createTask(draftOf("createCommands"), people);
    },
  },
  "IOTDA.014217": {
    ...rejected,
    provoke: inState(
      "Fail",
      (taskId) =>
        ({ platform }) =>
          platform.stopTask(taskId, null, people),
    ),
  },
  "IOTDA.014218": {
    ...rejected,
    provoke: async (scene) => {
      const { taskId } = await scheduled(scene);
      return scene.platform.retryTask(taskId, null, people);
    },
  },
  "IOTDA.014219": rejected,
  "IOTDA.014220": {
    ...rejected,
    provoke: async ({ platform }) => {
      const { taskId } = await platform.createTask(draftOf("createCommands"), people);
      return platform.stopTask(taskId, null, people);
    },
  },
  "IOTDA.014221": {
    ...rejected,
    provoke: inState(
      "Processing",
      (taskId) =>
        ({ platform }) =>
          platform.deleteTask(taskId, people),
    ),
  },
  "IOTDA.014600": { ...missing, provoke: ({ platform }) => platform.deleteFile("no-such-file", people) },
  "IOTDA.014601": {
    ...rejected,
    provoke: async ({ platform }) => {
      for (let k = 0; k < 11; k++) {
        await platform.uploadFile({ name: `lot_${k}.xls`, content: oldWorkbook() }, people);
      }
    },
  },
  "IOTDA.014602": {
    ...rejected,
    provoke: async (scene) => {
      await upload(scene);
      return upload(scene);
    },
  },
  "IOTDA.014603": rejected,
  "IOTDA.014604": {
    ...rejected,
    provoke: ({ platform }) =>
      platform.uploadFile({ name: "lot.xls", content: Buffer.from("device_id\n") }, people),
  },
  "IOTDA.021101": throttled,
  "IOTDA.021102": throttled,
  "APIGW.0101": {
    ...rejected,
    provoke: ({ connect }) => connect({ basePath: "/elsewhere" }).listApps(people),
  },
  "APIGW.0301": { ...auth, provoke: ({ connect }) => connect({ secretKey: "another" }).listApps(people) },
  "APIGW.0302": auth,
  "APIGW.0307": auth,
  "APIGW.0308": throttled,
  "APIGW.0601": transient,
};
