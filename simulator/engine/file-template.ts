import type { DeviceDetails } from "../fleet/device-states";
import { LIMITS } from "../limits";
import { cellOf, type FileTable } from "./file-table";

const { targetLength, nodeIdLength, productIdLength, deviceNameLength, secretLength } = LIMITS;

/** Columns that must be filled in, by task type. The exact headings are not published (sheet §7.1): change them here. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  createDevices: ["product_id", "node_id"],
  updateDevices: ["device_id"],
  deleteDevices: ["device_id"],
  freezeDevices: ["device_id"],
  unfreezeDevices: ["device_id"],
};

/** What a cell that is filled in must look like, by heading (sheet §7.1, from the single-device APIs). */
const CELL_RULES: Readonly<Record<string, RegExp>> = {
  product_id: idRule(productIdLength),
  node_id: idRule(nodeIdLength),
  device_id: idRule(targetLength),
  device_name: new RegExp(`^[\\p{Script=Han}A-Za-z0-9_?'#().,&%@! -]{1,${deviceNameLength}}$`, "u"),
  auth_type: /^(SECRET|CERTIFICATES)$/,
  secret: new RegExp(`^[A-Za-z0-9_-]{${secretLength.min},${secretLength.max}}$`),
  fingerprint: /^([0-9a-fA-F]{40}|[0-9a-fA-F]{64})$/,
  secure_access: /^(true|false)$/i,
  timeout: /^\d{1,9}$/,
  gateway_id: idRule(targetLength),
  description: new RegExp(`^[^]{1,${LIMITS.descriptionLength}}$`, "u"),
};

/** Why a task of the type cannot be made of the file at all; undefined when it can. */
export function tableFault(type: string, table: FileTable | undefined): string | undefined {
  if (!table) return "The batch task file cannot be read.";
  const missing = NEEDED[type]?.find((heading) => table.columns[heading] === undefined);
  if (missing) return `The batch task file does not match the template: there is no column ${missing}.`;
  return table.size === 0 ? "The batch task file has no rows." : undefined;
}

/** The heading of the first cell of a row that breaks a rule. */
export function badCell(type: string, table: FileTable | undefined, row: number): string | undefined {
  const found = Object.entries(CELL_RULES).find(([heading, rule]) => {
    const text = cellOf(table, row, heading);
    return text === "" ? NEEDED[type]?.includes(heading) : !rule.test(text);
  });
  return found?.[0];
}

/** What a row says of a device; cells left empty say nothing. */
export function readDetails(table: FileTable | undefined, row: number): DeviceDetails {
  const cell = (heading: string) => cellOf(table, row, heading) || undefined;
  const authType = cell("auth_type");
  const access = cell("secure_access")?.toLowerCase();
  const timeout = cell("timeout");
  const details: DeviceDetails = {
    name: cell("device_name"),
    description: cell("description"),
    authType: authType === "CERTIFICATES" || authType === "SECRET" ? authType : undefined,
    secret: cell("secret"),
    fingerprint: cell("fingerprint"),
    secureAccess: access === undefined ? undefined : access === "true",
    timeout: timeout === undefined ? undefined : Number(timeout),
  };
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
}

function idRule(length: number): RegExp {
  return new RegExp(`^[A-Za-z0-9_-]{1,${length}}$`);
}
