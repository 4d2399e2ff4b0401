import { randomUUID } from "node:crypto";
import type { CreateTask } from "@/lib/contracts/create-task";
import { hashTargets } from "@/lib/store/audit-store";
import { inTransaction } from "@/lib/store/db";
import { keepFile } from "@/lib/store/stored-file-store";
import { writeWorkbook } from "@/simulator/workbook/write-workbook";
import { operator, type World } from "./start-world";

export interface KeptDraft {
  draftId: string;
  fileId: string | null;
}

/** A draft of the operator's as the wizard leaves it. */
export async function keepDraft(world: World, fileId: string | null = null): Promise<KeptDraft> {
  const draftId = randomUUID();
  await world.database.prisma.draft.create({
    data: {
      ...{
        id: draftId,
        connectionId: world.connection.id,
        kind: "draft",
        name: "",
        step: "review",
        content: {},
      },
      ...{ ownerId: operator.id, ownerName: operator.name, createdAt: world.now(), updatedAt: world.now() },
      fileId,
    },
  });
  return { draftId, fileId };
}

interface WorkbookFacts {
  name?: string;
  taskType?: string;
  problemCount?: number;
}

/** A draft with a workbook that renames one device. */
export async function keepWorkbookDraft(
  world: World,
  { name = "meters.xlsx", taskType = "updateDevices", problemCount = 0 }: WorkbookFacts = {},
): Promise<{ draftId: string; fileId: string }> {
  const [device = ""] = world.addDevices(1);
  const content = await writeWorkbook([
    ["device_id", "device_name"],
    [device, "Renamed"],
  ]);
  const report = { checked: true, rows: 1, problemCount, problems: [], ignoredHeadings: [] };
  const file = {
    ...{ id: randomUUID(), connectionId: world.connection.id, name, format: "xlsx" as const, taskType },
    report: { ...report, first: [device], last: [], targets: { count: 1, hash: hashTargets([device]) } },
    ...{ createdAt: world.now(), createdBy: { id: operator.id, name: operator.name } },
  };
  await inTransaction(world.database, (tx) => keepFile(tx, file, content, world.sealer));
  const { draftId } = await keepDraft(world, file.id);
  return { draftId, fileId: file.id };
}

export function renameFrom(draftId: string, change: Partial<CreateTask> = {}): CreateTask {
  return {
    name: "rename_meters",
    type: "updateDevices",
    draftId,
    targets: { kind: "file", draftId },
    ...change,
  };
}
