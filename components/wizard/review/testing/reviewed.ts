import type { UpgradePackage } from "@/lib/contracts/pickers";
import type { KeptWorkbook } from "@/lib/contracts/workbooks";
import { parseTargetList, summarise } from "@/lib/domain/target-list";
import { emptyDraft, type WizardDraft } from "../../draft";
import { type DraftPlace, type Reviewed, readReviewed } from "../read-reviewed";

export const place: DraftPlace = {
  draftId: "6f1c1e0a-3f55-4a0a-9a51-3c7b8d0f2e11",
  zone: "UTC",
  now: new Date("2026-11-22T12:00:00Z"),
};

export const productId = "65f80f2ca1b2c3d4e5f60718";

/** Device ids of one product, of four digits each. */
export function listOf(
  count: number,
  product = productId,
): Pick<WizardDraft, "source" | "targets" | "targetsText"> {
  const ids = Array.from({ length: count }, (_, at) => `${product}_wm-${String(at + 1).padStart(4, "0")}`);
  const targetsText = ids.join("\n");
  return { source: "list", targetsText, targets: summarise(parseTargetList(targetsText)) };
}

export const workbook: KeptWorkbook = {
  ...{ id: "0d6b2c6e-5c8b-4990-8344-005c02316ad1", name: "lot_7.xlsx", format: "xlsx", size: 62_464 },
  ...{ type: "deleteDevices", checked: true, rows: 1284, problemCount: 0, problems: [], ignoredHeadings: [] },
  ...{ first: ["wm-1", "wm-2"], last: ["wm-1284"], createdAt: "2026-11-22T11:59:00.000Z" },
};

export const firmware: UpgradePackage = {
  ...{ packageId: "68fa12bc34de56f0789a1b2c", type: "firmwarePackage", version: "2.4.1" },
  ...{
    productId,
    productName: "Water meter G3",
    moduleName: null,
    sourceVersions: [],
    description: null,
    createdAt: null,
  },
};

export function draftOf(type: string, change: Partial<WizardDraft> = {}, document?: object): WizardDraft {
  const documents = document ? { [type]: JSON.stringify(document) } : {};
  return { ...emptyDraft, type, name: "wave_2", documents, ...change };
}

export function reviewed(...given: Parameters<typeof draftOf>): Reviewed {
  const read = readReviewed(draftOf(...given), place);
  if (!read) throw new Error("not a type that can be created");
  return read;
}
