import type { TaskDraft } from "@/lib/domain/platform-task";
import { writeWorkbook } from "@/simulator/workbook/write-workbook";
import { draftOf, meter, meterProduct, people } from "./limit-case";
import type { SimulatedPlatform } from "./simulated-platform";

/** What the platform said of one device within a call or a task that it accepted. */
export interface Said {
  status: string;
  errorCode: string | null;
  errorMessage: string | null;
}

/** Devices of other products of the demo fleet (simulator/README.md). */
const gasMeter = "65f3b2d14c3d5e6f70819202_gm-0000001";
const roomSensor = "663ffa154c3d5e6f70819206_rs-0000001";
const harbourSpace = "4e9a26d81c704f5ab3e07d92c6518fb0";
/** Misses its first attempt at anything (simulator/README.md, "What fails"). */
const weakMeter = meter(2);

/** A task for one device, told a minute later. */
async function fate(
  scene: SimulatedPlatform,
  type: string,
  device: string,
  changes: Partial<TaskDraft> = {},
): Promise<Said | undefined> {
  const { platform, simulator } = scene;
  const draft = draftOf(type, { targets: { kind: "list", ids: [device] }, ...changes });
  const { taskId } = await platform.createTask(draft, people);
  simulator.advanceClock(60_000);
  return (await platform.showTask({ taskId, limit: 10 }, people)).subtasks.rows[0];
}

/** Codes of error-codes.tsv that come for one device, provoked. */
export const targetCodes: Record<string, (scene: SimulatedPlatform) => Promise<Said | undefined>> = {
  "IOTDA.014000": (scene) => fate(scene, "createCommands", "nobody"),
  "IOTDA.014016": (scene) => {
    scene.simulator.setDevices([{ deviceId: meter(3), online: false }]);
    return fate(scene, "createCommands", meter(3));
  },
  "IOTDA.014031": async (scene) => {
    const rows = [
      ["product_id", "node_id"],
      [meterProduct, "wm-0000001"],
    ];
    const content = await writeWorkbook(rows);
    const { fileId } = await scene.platform.uploadFile({ name: "lot.xlsx", content }, people);
    return fate(scene, "createDevices", "", { targets: { kind: "file", fileId } });
  },
  "IOTDA.014038": (scene) => fate(scene, "freezeDevices", roomSensor, { appId: harbourSpace }),
  "IOTDA.014039": (scene) => {
    scene.simulator.setDevices([{ deviceId: meter(3), frozen: true }]);
    return fate(scene, "freezeDevices", meter(3));
  },
  "IOTDA.014040": (scene) => fate(scene, "unfreezeDevices", meter(3)),
  "IOTDA.014111": (scene) => fate(scene, "createCommands", gasMeter),
  "IOTDA.014112": (scene) =>
    fate(scene, "createMessages", weakMeter, { document: { message: "x", topic_full_name: "calib" } }),
  "IOTDA.014219": async ({ platform, simulator }) => {
    const statuses = { Fail: 3 };
    const taskId = simulator.stageTask({ count: 3, type: "firmwareUpgrade", still: true, statuses });
    return (await platform.retryTask(taskId, [meter(1)], people))[0];
  },
};
