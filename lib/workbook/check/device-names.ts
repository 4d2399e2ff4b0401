import { findWorkbookColumns, type WorkbookType } from "@/lib/domain/workbook-columns";
import type { CellProblem } from "./find-cell-problem";

/** Values of a row by heading; empty cells are left out. */
export type RowValues = ReadonlyMap<string, string>;

/** What a row names: its device, and the headings a second mention of it would stand under. */
interface Naming {
  device: string;
  /** Things that may occur once in a workbook, each with its heading. */
  keys: readonly { heading: string; key: string }[];
}

/**
 * Remembers which devices the rows of a workbook name. The same device twice is a problem: the platform counts a
 * device once, so the numbers of the task would never add up.
 */
export function createDeviceNames(type: WorkbookType) {
  const firstRows = new Map<string, number>();
  const examples = new Set(nameExample(type)?.keys.map(({ key }) => key));
  return {
    /** The device of a row whose own cells are in order, or what is wrong with naming it; null when it names none. */
    take(
      values: RowValues,
      row: number,
    ): { device: string } | { heading: string; problem: CellProblem } | null {
      const naming = nameDevice(type, values);
      if (!naming) return null;
      const [whole] = naming.keys;
      if (whole && examples.has(whole.key)) {
        return { heading: whole.heading, problem: { rule: "example", values: {} } };
      }
      for (const { heading, key } of naming.keys) {
        const first = firstRows.get(key);
        if (first !== undefined) return { heading, problem: { rule: "repeat", values: { row: first } } };
      }
      for (const { key } of naming.keys) firstRows.set(key, row);
      return { device: naming.device };
    },
  };
}

/** A new device is called `{product_id}_{node_id}` unless the row has an id for it (sheet §7.1). */
export function nameDevice(type: WorkbookType, values: RowValues): Naming | null {
  const id = values.get("device_id");
  if (type !== "createDevices") {
    return id === undefined ? null : { device: id, keys: [{ heading: "device_id", key: id }] };
  }
  const [product, node] = [values.get("product_id"), values.get("node_id")];
  if (product === undefined || node === undefined) return null;
  const device = id ?? `${product}_${node}`;
  // A blank cannot occur in an id, so the pair is never mistaken for one.
  const pair = { heading: "node_id", key: `${product} ${node}` };
  return { device, keys: [pair, { heading: id === undefined ? "node_id" : "device_id", key: device }] };
}

function nameExample(type: WorkbookType): Naming | null {
  const columns = findWorkbookColumns(type) ?? [];
  return nameDevice(type, new Map(columns.map(({ heading, example }) => [heading, example])));
}
