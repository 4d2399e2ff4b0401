import { recordId } from "../record-id";
import { findProduct, type Product } from "./catalogue";
import {
  CHILDREN_PER_GATEWAY,
  type DeviceGroup,
  demoGroups,
  demoRanges,
  type ProductRange,
} from "./demo-layout";
import {
  CONNECTION,
  createColumns,
  DEVICE_STATUSES,
  type DeviceColumns,
  type DeviceStatus,
  fillDemoColumns,
  growColumns,
  TRAIT,
} from "./device-columns";

/** A device added by a test; those of the demo fleet have no object of their own. */
export type SeededDevice = {
  deviceId: string;
  nodeId: string;
  name: string;
  productId: string;
  gatewayId?: string;
  createdAt: number;
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

export type FleetState = {
  columns: DeviceColumns;
  versions: string[];
  seeded: SeededDevice[];
  steering: Map<number, Steering>;
  /** Offline devices that come back, by the task time they do. */
  returning: Map<number, number>;
  /** Versions of named modules that were upgraded, by `device/module`. */
  modules: Map<string, string>;
  shadowVersions: Map<number, number>;
};

/** Demo devices were registered one every 400 s from here. */
const FIRST_REGISTERED = Date.UTC(2024, 2, 1);
const REGISTERED_EVERY_MS = 400_000;
const RECORD_SPACE = 0x5e11a3c47b;
const DEMO_ID = /^([0-9a-f]{24})_([a-z]{2})-(\d{7})$/;

/** Devices are numbers; ids, names and times of demo devices are worked out from the number. */
export class Fleet {
  readonly ranges: readonly ProductRange[];
  readonly groups: readonly DeviceGroup[];
  private readonly demoSize: number;
  private readonly seededIndex = new Map<string, number>();
  private state: FleetState;

  constructor(
    kind: "demo" | "empty",
    readonly seed: number,
  ) {
    this.ranges = kind === "demo" ? demoRanges() : [];
    this.groups = kind === "demo" ? demoGroups(this.ranges) : [];
    this.demoSize = this.ranges.reduce((sum, range) => sum + range.count, 0);
    this.state = {
      columns: createColumns(this.demoSize),
      versions: [],
      seeded: [],
      steering: new Map(),
      returning: new Map(),
      modules: new Map(),
      shadowVersions: new Map(),
    };
    fillDemoColumns(this.state.columns, this.ranges, seed, (text) => this.versionIndex(text));
  }

  /** Devices ever known, deleted ones included: valid numbers are below it. */
  get size(): number {
    return this.demoSize + this.state.seeded.length;
  }

  /** The number of a device id, deleted or not; -1 when it never existed. */
  find(deviceId: string): number {
    const seeded = this.seededIndex.get(deviceId);
    if (seeded !== undefined) return seeded;
    const [, productId, prefix, node] = DEMO_ID.exec(deviceId) ?? [];
    const range = this.ranges.find((entry) => entry.product.productId === productId);
    const offset = Number(node) - 1;
    if (!range || range.product.prefix !== prefix || offset < 0 || offset >= range.count) return -1;
    return range.first + offset;
  }

  productOf(device: number): Product {
    const product =
      device < this.demoSize ? this.rangeOf(device).product : findProduct(this.seededAt(device).productId);
    if (!product) throw new Error(`device ${device} has no product`);
    return product;
  }

  nodeIdOf(device: number): string {
    if (device >= this.demoSize) return this.seededAt(device).nodeId;
    const { product, first } = this.rangeOf(device);
    return `${product.prefix}-${String(device - first + 1).padStart(7, "0")}`;
  }

  deviceIdOf(device: number): string {
    if (device >= this.demoSize) return this.seededAt(device).deviceId;
    return `${this.rangeOf(device).product.productId}_${this.nodeIdOf(device)}`;
  }

  nameOf(device: number): string {
    if (device >= this.demoSize) return this.seededAt(device).name;
    return `${this.productOf(device).name} ${this.nodeIdOf(device).slice(3)}`;
  }

  createdAtOf(device: number): number {
    if (device >= this.demoSize) return this.seededAt(device).createdAt;
    return FIRST_REGISTERED + device * REGISTERED_EVERY_MS;
  }

  /** Hidden record id: grows with the device's number. */
  recordIdOf(device: number): string {
    return recordId(this.createdAtOf(device), RECORD_SPACE, device);
  }

  /** The gateway in front of a child device; undefined for gateways and direct devices. */
  gatewayOf(device: number): number | undefined {
    if (device >= this.demoSize) {
      const { gatewayId } = this.seededAt(device);
      const gateway = gatewayId === undefined ? -1 : this.find(gatewayId);
      return gateway < 0 ? undefined : gateway;
    }
    const { product, first } = this.rangeOf(device);
    const gateways = this.ranges.find((range) => range.product.role === "gateway");
    if (product.role !== "child" || !gateways) return undefined;
    return gateways.first + Math.floor((device - first) / CHILDREN_PER_GATEWAY);
  }

  /** Living children, demo and seeded. */
  childrenOf(gateway: number): number[] {
    const children = this.ranges.find((range) => range.product.role === "child");
    const gateways = this.ranges.find((range) => range.product.role === "gateway");
    const found: number[] = [];
    if (children && gateways && gateway >= gateways.first && gateway < gateways.first + gateways.count) {
      const first = children.first + (gateway - gateways.first) * CHILDREN_PER_GATEWAY;
      for (let device = first; device < first + CHILDREN_PER_GATEWAY; device++) found.push(device);
    }
    for (let device = this.demoSize; device < this.size; device++) {
      if (this.gatewayOf(device) === gateway) found.push(device);
    }
    return found.filter((device) => !this.isDeleted(device));
  }

  statusAt(device: number, taskTime: number): DeviceStatus {
    if (this.hasTrait(device, TRAIT.frozen)) return "FROZEN";
    const own = this.connectionAt(device, taskTime);
    const gateway = own === CONNECTION.online ? this.gatewayOf(device) : undefined;
    if (gateway !== undefined && this.statusAt(gateway, taskTime) !== "ONLINE") return "OFFLINE";
    return DEVICE_STATUSES[own] ?? "OFFLINE";
  }

  setConnection(device: number, connection: number): void {
    this.state.columns.connection[device] = connection;
    this.state.returning.delete(device);
  }

  /** An offline device is back from the task time on. */
  returnAt(device: number, taskTime: number): void {
    this.state.returning.set(device, taskTime);
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
    return this.state.modules.get(`${device}/${module}`) ?? "3.1.0";
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

  steeringOf(device: number): Steering | undefined {
    return this.state.steering.get(device);
  }

  steer(device: number, steering: Steering | undefined): void {
    if (steering) this.state.steering.set(device, steering);
    else this.state.steering.delete(device);
  }

  get steered(): number {
    return this.state.steering.size;
  }

  /** Adds a device and returns its number. */
  add(device: SeededDevice): number {
    const index = this.size;
    if (index >= this.state.columns.traits.length) {
      this.state.columns = growColumns(this.state.columns, Math.max(64, index + (index >> 2)));
    }
    const createdAt = Math.max(device.createdAt, FIRST_REGISTERED + this.demoSize * REGISTERED_EVERY_MS);
    this.state.seeded.push({ ...device, createdAt });
    this.seededIndex.set(device.deviceId, index);
    const product = this.productOf(index);
    this.setFirmware(index, product.firmware);
    this.setSoftware(index, product.software);
    return index;
  }

  dump(): FleetState {
    return this.state;
  }

  restore(state: FleetState): void {
    this.state = state;
    this.seededIndex.clear();
    for (const [k, device] of state.seeded.entries())
      this.seededIndex.set(device.deviceId, this.demoSize + k);
  }

  private connectionAt(device: number, taskTime: number): number {
    const connection = this.state.columns.connection[device] ?? CONNECTION.offline;
    const back = this.state.returning.get(device);
    return back !== undefined && back <= taskTime ? CONNECTION.online : connection;
  }

  private versionIndex(text: string): number {
    const known = this.state.versions.indexOf(text);
    return known >= 0 ? known : this.state.versions.push(text) - 1;
  }

  private rangeOf(device: number): ProductRange {
    for (const range of this.ranges) if (device < range.first + range.count) return range;
    throw new Error(`no device ${device}`);
  }

  private seededAt(device: number): SeededDevice {
    const seeded = this.state.seeded[device - this.demoSize];
    if (!seeded) throw new Error(`no device ${device}`);
    return seeded;
  }
}
