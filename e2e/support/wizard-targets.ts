import type { TargetSource } from "@/lib/domain/task-types";
import { buildWorkbook } from "@/lib/workbook/testing/build-workbook";
import { uniqueName } from "./api";
import { sandbox } from "./sandbox";
import { fleet } from "./stage";
import type { Wizard } from "./wizard";
import type { Play } from "./wizard-plays";

/** Devices as they were chosen. */
export interface Chosen {
  /** Null where only the platform knows. */
  count: number | null;
  /** What the button calls them. */
  phrase: string;
  workbook?: { name: string; content: Uint8Array };
}

const cards: Record<TargetSource, string> = {
  list: "Device IDs",
  groups: "Device groups",
  file: "Spreadsheet",
  deviceType: "Device type",
  area: "Area",
  groupNames: "Groups by name",
  broadcast: "Every device",
};

/** Fills the step Targets in, by one way to choose devices. */
export async function chooseTargets(
  wizard: Wizard,
  play: Play,
  { type, source }: { type: string; source: TargetSource },
): Promise<Chosen> {
  const { page } = wizard;
  await wizard.chooseSource(cards[source]);
  switch (source) {
    case "list": {
      const { devices } = play;
      const order = { online: true, outcome: "success", durationMs: 1_000 };
      await sandbox.orderDevices(devices.map((deviceId) => ({ deviceId, ...order })));
      await wizard.typeIds(devices);
      return { count: devices.length, phrase: `${devices.length} devices` };
    }
    case "file": {
      const workbook = { name: `${uniqueName("lot")}.xlsx`, content: await workbookFor(type) };
      await wizard.chooseWorkbook(workbook.name, workbook.content);
      return { count: 2, phrase: "2 devices", workbook };
    }
    case "groups":
      if (wizard.connection === "sandbox-na")
        await page.getByLabel("Group IDs", { exact: true }).fill(fleet.canaryGroup.id);
      else await wizard.chooseGroups(...play.groups);
      return { count: null, phrase: play.groups.length > 1 ? `${play.groups.length} groups` : "one group" };
    case "groupNames":
      await page.getByLabel("Group names", { exact: true }).fill(fleet.canaryGroup.name);
      return { count: null, phrase: "one group" };
    case "deviceType":
      await page.getByLabel("Device type", { exact: true }).fill("Gateway");
      await page.getByLabel("Manufacturer ID").fill("Muster Works");
      await page.getByLabel("Model", { exact: true }).fill("GW-7");
      return { count: null, phrase: "all that match" };
    case "area":
      await page.getByLabel(/^Location/).fill("Old Town");
      return { count: null, phrase: "all that match" };
    case "broadcast":
      return { count: null, phrase: "every device" };
  }
}

/** Two rows as the type wants them; the devices they name are there and as the type wants them, too. */
async function workbookFor(type: string): Promise<Uint8Array> {
  const nodes = [uniqueName("wiz"), uniqueName("wiz")];
  if (type === "createDevices") {
    const head = ["product_id", "node_id", "device_name", "auth_type", "secret", "timeout", "description"];
    const rows = nodes.map((node) => [
      fleet.product,
      node,
      `Meter_(${node})`,
      "SECRET",
      `s_${node}`,
      "60",
      "Hall",
    ]);
    return buildWorkbook([head, ...rows]);
  }
  const ids = nodes.map((node) => `${fleet.product}_${node}`);
  const frozen = type === "unfreezeDevices";
  await sandbox.orderDevices(ids.map((deviceId) => ({ deviceId, productId: fleet.product, frozen })));
  if (type !== "updateDevices") return buildWorkbook([["device_id"], ...ids.map((id) => [id])]);
  const rows = ids.map((id) => [id, "Meter_#7", "Behind the pump", "30"]);
  return buildWorkbook([["device_id", "device_name", "description", "timeout"], ...rows]);
}
