import { recordId } from "../record-id";
import { findProduct, type Product } from "./catalogue";
import { type DeviceGroup, demoGroups, demoRanges } from "./demo-layout";
import { DemoNumbering } from "./demo-numbering";
import {
  CONNECTION,
  createColumns,
  DEVICE_STATUSES,
  type DeviceStatus,
  drawDemoFleet,
  growColumns,
  TRAIT,
} from "./device-columns";
import { DeviceStates, type FleetState, type SeededDevice } from "./device-states";

const RECORD_SPACE = 0x5e11a3c47b;

/** Devices are numbers: those of the demo fleet first, then the ones added by tests. */
export class Fleet extends DeviceStates {
  groups: readonly DeviceGroup[];
  private readonly demo: DemoNumbering;
  private readonly seededIndex = new Map<string, number>();
  private readonly seededNodes = new Map<string, number[]>();
  /** Children among the added devices, by their gateway. */
  private readonly seededChildren = new Map<number, number[]>();

  constructor(
    kind: "demo" | "empty",
    readonly seed: number,
  ) {
    const demo = new DemoNumbering(kind === "demo" ? demoRanges() : []);
    super({
      ...(kind === "demo" ? drawDemoFleet(demo.ranges, seed) : { columns: createColumns(0), versions: [] }),
      seeded: [],
      steering: new Map(),
      returning: new Map(),
      modules: new Map(),
      shadowVersions: new Map(),
    });
    this.demo = demo;
    this.groups = kind === "demo" ? demoGroups(demo.ranges) : [];
  }

  /** Devices ever known, deleted ones included: valid numbers are below it. */
  get size(): number {
    return this.demo.size + this.state.seeded.length;
  }

  /** The number of a device id, deleted or not; -1 when it never existed. */
  find(deviceId: string): number {
    return this.seededIndex.get(deviceId) ?? this.demo.find(deviceId);
  }

  /** Devices with a node id; products may share one. */
  findNodes(nodeId: string): number[] {
    return [...this.demo.findNode(nodeId), ...(this.seededNodes.get(nodeId) ?? [])];
  }

  /** Devices with exactly this name. */
  findNamed(name: string): number[] {
    const renamed = [...(this.state.details?.keys() ?? [])];
    const candidates = [...this.demo.findNumber(name.slice(-7)), ...renamed];
    const seeded = this.seededWhere((device) => device.name === name);
    return [...new Set([...candidates, ...seeded])].filter((device) => this.nameOf(device) === name);
  }

  productOf(device: number): Product {
    if (this.isDemo(device)) return this.demo.rangeOf(device).product;
    const product = findProduct(this.seededAt(device).productId);
    if (!product) throw new Error(`device ${device} has no product`);
    return product;
  }

  nodeIdOf(device: number): string {
    return this.isDemo(device) ? this.demo.nodeIdOf(device) : this.seededAt(device).nodeId;
  }

  deviceIdOf(device: number): string {
    if (!this.isDemo(device)) return this.seededAt(device).deviceId;
    return `${this.productOf(device).productId}_${this.nodeIdOf(device)}`;
  }

  nameOf(device: number): string {
    const { name } = this.detailsOf(device);
    if (name !== undefined) return name;
    if (!this.isDemo(device)) return this.seededAt(device).name;
    return `${this.productOf(device).name} ${this.nodeIdOf(device).slice(3)}`;
  }

  createdAtOf(device: number): number {
    return this.isDemo(device) ? this.demo.createdAtOf(device) : this.seededAt(device).createdAt;
  }

  /** Hidden record id: grows with the device's number. */
  recordIdOf(device: number): string {
    return recordId(this.createdAtOf(device), RECORD_SPACE, device);
  }

  /** The gateway in front of a child device; undefined for gateways and direct devices. */
  gatewayOf(device: number): number | undefined {
    if (this.isDemo(device)) return this.demo.gatewayOf(device);
    const { gatewayId } = this.seededAt(device);
    const gateway = gatewayId === undefined ? -1 : this.find(gatewayId);
    return gateway < 0 ? undefined : gateway;
  }

  /** Living children, demo and seeded. */
  childrenOf(gateway: number): number[] {
    const found = [...this.demo.childrenOf(gateway), ...(this.seededChildren.get(gateway) ?? [])];
    return found.filter((device) => !this.isDeleted(device));
  }

  statusAt(device: number, taskTime: number): DeviceStatus {
    if (this.hasTrait(device, TRAIT.frozen)) return "FROZEN";
    const own = this.connectionAt(device, taskTime);
    const gateway = own === CONNECTION.online ? this.gatewayOf(device) : undefined;
    if (gateway !== undefined && this.statusAt(gateway, taskTime) !== "ONLINE") return "OFFLINE";
    return DEVICE_STATUSES[own] ?? "OFFLINE";
  }

  /** Adds a device and returns its number; a gateway the fleet does not know yet is left out. */
  add(device: SeededDevice): number {
    const index = this.size;
    if (index >= this.state.columns.traits.length) {
      this.state.columns = growColumns(this.state.columns, Math.max(64, index + (index >> 2)));
    }
    const gatewayId = this.find(device.gatewayId ?? "") < 0 ? undefined : device.gatewayId;
    const createdAt = Math.max(device.createdAt, this.demo.createdAtOf(this.demo.size));
    const added = { ...device, gatewayId, createdAt };
    this.state.seeded.push(added);
    this.index(index, added);
    const product = this.productOf(index);
    this.setFirmware(index, product.firmware);
    this.setSoftware(index, product.software);
    return index;
  }

  /** The group is gone for good; its devices stay. */
  removeGroup(groupId: string): void {
    this.state.goneGroups = [...(this.state.goneGroups ?? []), groupId];
    this.groups = this.groups.filter((group) => group.groupId !== groupId);
  }

  dump(): FleetState {
    return this.state;
  }

  restore(state: FleetState): void {
    this.state = state;
    this.groups = this.groups.filter(({ groupId }) => !state.goneGroups?.includes(groupId));
    this.seededIndex.clear();
    this.seededNodes.clear();
    this.seededChildren.clear();
    for (const [k, device] of state.seeded.entries()) this.index(this.demo.size + k, device);
  }

  private index(device: number, { deviceId, nodeId, gatewayId }: SeededDevice): void {
    this.seededIndex.set(deviceId, device);
    append(this.seededNodes, nodeId, device);
    const gateway = gatewayId === undefined ? -1 : this.find(gatewayId);
    if (gateway >= 0) append(this.seededChildren, gateway, device);
  }

  private isDemo(device: number): boolean {
    return device < this.demo.size;
  }

  private seededAt(device: number): SeededDevice {
    const seeded = this.state.seeded[device - this.demo.size];
    if (!seeded) throw new Error(`no device ${device}`);
    return seeded;
  }

  private seededWhere(fits: (device: SeededDevice) => boolean): number[] {
    return this.state.seeded.flatMap((device, k) => (fits(device) ? [this.demo.size + k] : []));
  }
}

function append<K>(lists: Map<K, number[]>, key: K, device: number): void {
  const list = lists.get(key);
  if (list) list.push(device);
  else lists.set(key, [device]);
}
