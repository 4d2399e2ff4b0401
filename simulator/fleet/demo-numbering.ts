import { CHILDREN_PER_GATEWAY, type ProductRange } from "./demo-layout";

/** Demo devices were registered one every 400 s from here. */
const FIRST_REGISTERED = Date.UTC(2024, 2, 1);
const REGISTERED_EVERY_MS = 400_000;
const DEMO_ID = /^([0-9a-f]{24})_([a-z]{2})-(\d{7})$/;

/** Works out what a demo device is from its number, and the number from its id: nothing is stored per device. */
export class DemoNumbering {
  readonly size: number;
  private lastRange: ProductRange | undefined;

  constructor(readonly ranges: readonly ProductRange[]) {
    this.size = ranges.reduce((sum, range) => sum + range.count, 0);
  }

  /** The number of a device id; -1 when it is none of the demo fleet's. */
  find(deviceId: string): number {
    const [, productId, prefix, node] = DEMO_ID.exec(deviceId) ?? [];
    const range = this.ranges.find((entry) => entry.product.productId === productId);
    const offset = Number(node) - 1;
    if (!range || range.product.prefix !== prefix || offset < 0 || offset >= range.count) return -1;
    return range.first + offset;
  }

  /** The demo device with a node id, if there is one. */
  findNode(nodeId: string): number[] {
    return this.findNumber(nodeId.slice(-7)).filter((device) => this.nodeIdOf(device) === nodeId);
  }

  /** The devices with a node number, one of each product at most. */
  findNumber(digits: string): number[] {
    const offset = /^\d{7}$/.test(digits) ? Number(digits) - 1 : -1;
    const fitting = this.ranges.filter((range) => offset >= 0 && offset < range.count);
    return fitting.map((range) => range.first + offset);
  }

  /** The range a device is in; scans go upwards, so the last one is tried first. */
  rangeOf(device: number): ProductRange {
    const last = this.lastRange;
    if (last && device >= last.first && device < last.first + last.count) return last;
    const range = this.ranges.find((entry) => device < entry.first + entry.count);
    if (!range) throw new Error(`no device ${device}`);
    this.lastRange = range;
    return range;
  }

  nodeIdOf(device: number): string {
    const { product, first } = this.rangeOf(device);
    return `${product.prefix}-${String(device - first + 1).padStart(7, "0")}`;
  }

  createdAtOf(device: number): number {
    return FIRST_REGISTERED + device * REGISTERED_EVERY_MS;
  }

  gatewayOf(device: number): number | undefined {
    const { product, first } = this.rangeOf(device);
    const gateways = this.rangeWith("gateway");
    if (product.role !== "child" || !gateways) return undefined;
    return gateways.first + Math.floor((device - first) / CHILDREN_PER_GATEWAY);
  }

  childrenOf(gateway: number): number[] {
    const gateways = this.rangeWith("gateway");
    const children = this.rangeWith("child");
    if (!gateways || !children || gateway < gateways.first || gateway >= gateways.first + gateways.count)
      return [];
    const first = children.first + (gateway - gateways.first) * CHILDREN_PER_GATEWAY;
    return Array.from({ length: CHILDREN_PER_GATEWAY }, (_, k) => first + k);
  }

  private rangeWith(role: "gateway" | "child"): ProductRange | undefined {
    return this.ranges.find((range) => range.product.role === role);
  }
}
