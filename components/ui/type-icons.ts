import type { IconName } from "./icons";

/** The drawing of each type of task. */
export const typeIcons: Readonly<Record<string, IconName>> = {
  firmwareUpgrade: "chip",
  softwareUpgrade: "package",
  moduleUpgrade: "package",
  createCommands: "command",
  createAsyncCommands: "command",
  createMessages: "message",
  updateDeviceShadows: "json",
  createDevices: "newdev",
  updateDevices: "sliders",
  freezeDevices: "snow",
  unfreezeDevices: "sun",
  deleteDevices: "trash",
  changeGateway: "group",
  DeviceCmd: "command",
};
