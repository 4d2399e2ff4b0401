import type { DeviceGroup } from "@/lib/contracts/fleet-pickers";

/** A group a draft names; what else is known of it is asked for where it is shown. */
export type ChosenGroup = Pick<DeviceGroup, "groupId" | "name" | "type">;
