import { CONNECTION, type DeviceColumns, TRAIT } from "./device-columns";

/** A device that was registered or added by a test; those of the demo fleet have no object of their own. */
export type SeededDevice = {
  deviceId: string;
  nodeId: string;
  name: string;
  productId: string;
  gatewayId?: string;
  createdAt: number;
};

/** What a registration or an update says of a device, where that differs from what follows from its number. */
export type DeviceDetails = {
  name?: string;
  description?: string;
  /** SECRET devices only; absent = worked out from the id. */
  secret?: string;
  authType?: "SECRET" | "CERTIFICATES";
  fingerprint?: string;
  secureAccess?: boolean;
  /** Seconds until an unused registration ends, 0 = never. */
  timeout?: number;
};

/** How a test wants a device to behave in tasks; `failures` counts the attempts already failed by order. */
export type Steering = {
  outcome?: "success" | "fail";
  errorCode?: string;
  errorMessage?: string;
  failTimes?: number;
  durationMs?: number;
  failures: number;
};

/** Plain data, so that it can be saved as it is. */
export type FleetState = {
  columns: DeviceColumns;
  /** Groups that were removed. */
  goneGroups?: string[];
  versions: string[];
  seeded: SeededDevice[];
  steering: Map<number, Steering>;
  /** Offline devices that come back, by the task time they do. */
  returning: Map<number, number>;
  /** Versions of named modules that were upgraded, by `device/module`. */
  modules: Map<string, string>;
  shadowVersions: Map<number, number>;
  /** Commands cached for devices that are not there. Absent, as details, in state saved before there was any. */
  pending?: Map<number, number>;
  details?: Map<number, DeviceDetails>;
};

const FIRST_MODULE_VERSION = "3.1.0";

/** What changes about devices, by their number. */
export class DeviceStates {
  constructor(protected state: FleetState) {}

  setConnection(device: number, connection: number): void {
    this.state.columns.connection[device] = connection;
    this.state.returning.delete(device);
  }

  /** An offline device is back from the task time on. */
  returnAt(device: number, taskTime: number): void {
    this.state.returning.set(device, taskTime);
  }

  /** Task time at which a device that is not online now is due to be; undefined when nothing says it ever will. */
  backAt(device: number, taskTime: number): number | undefined {
    const back = this.state.returning.get(device);
    return back !== undefined && back > taskTime ? back : undefined;
  }

  detailsOf(device: number): DeviceDetails {
    return this.state.details?.get(device) ?? {};
  }

  /** Changes what is given and leaves the rest. */
  setDetails(device: number, changes: DeviceDetails): void {
    this.state.details ??= new Map();
    this.state.details.set(device, { ...this.detailsOf(device), ...changes });
  }

  hasTrait(device: number, trait: number): boolean {
    return ((this.state.columns.traits[device] ?? 0) & trait) !== 0;
  }

  setTrait(device: number, trait: number, on: boolean): void {
    const traits = this.state.columns.traits[device] ?? 0;
    this.state.columns.traits[device] = on ? traits | trait : traits & ~trait;
  }

  isDeleted(device: number): boolean {
    return this.hasTrait(device, TRAIT.deleted);
  }

  firmwareOf(device: number): string {
    return this.state.versions[this.state.columns.firmware[device] ?? 0] ?? "";
  }

  softwareOf(device: number): string {
    return this.state.versions[this.state.columns.software[device] ?? 0] ?? "";
  }

  setFirmware(device: number, version: string): void {
    this.state.columns.firmware[device] = this.versionIndex(version);
  }

  setSoftware(device: number, version: string): void {
    this.state.columns.software[device] = this.versionIndex(version);
  }

  moduleVersionOf(device: number, module: string): string {
    return this.state.modules.get(`${device}/${module}`) ?? FIRST_MODULE_VERSION;
  }

  setModuleVersion(device: number, module: string, version: string): void {
    this.state.modules.set(`${device}/${module}`, version);
  }

  shadowVersionOf(device: number): number {
    return this.state.shadowVersions.get(device) ?? 0;
  }

  countShadowChange(device: number): void {
    this.state.shadowVersions.set(device, this.shadowVersionOf(device) + 1);
  }

  pendingOf(device: number): number {
    return this.state.pending?.get(device) ?? 0;
  }

  setPending(device: number, count: number): void {
    this.state.pending ??= new Map();
    if (count > 0) this.state.pending.set(device, count);
    else this.state.pending.delete(device);
  }

  steeringOf(device: number): Steering | undefined {
    return this.state.steering.get(device);
  }

  /** Sets or, with undefined, ends what a test ordered for the device. */
  steer(device: number, steering: Steering | undefined): void {
    if (steering) this.state.steering.set(device, steering);
    else this.state.steering.delete(device);
  }

  get steered(): number {
    return this.state.steering.size;
  }

  protected connectionAt(device: number, taskTime: number): number {
    const back = this.state.returning.get(device);
    if (back !== undefined && back <= taskTime) return CONNECTION.online;
    return this.state.columns.connection[device] ?? CONNECTION.offline;
  }

  protected versionIndex(text: string): number {
    const known = this.state.versions.indexOf(text);
    return known >= 0 ? known : this.state.versions.push(text) - 1;
  }
}
