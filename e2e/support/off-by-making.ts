import { expect } from "@playwright/test";
import { off } from "./action-table";
import { makeOfForeignFile, makeOfOldWorkbook, stageTask, until } from "./action-tasks";
import {
  final,
  likeCommand,
  likeUpgrade,
  type OffJourney,
  over,
  type Scene,
  withoutPlace,
  withoutPlaceReasons,
} from "./off-journey";
import { sandbox } from "./sandbox";

/** What a task was made of, where that is not enough to make it once more. */
export const offByMaking: readonly OffJourney[] = [
  {
    ...{ title: "a type nobody can make here", rows: likeCommand, play: stageUnmakeable },
    shows: [...withoutPlaceReasons, "type_not_creatable"],
  },
  {
    ...{ title: "a task whose document was never told", rows: likeUpgrade, play: stageUntold },
    shows: ["already_finished", "type_without_confirm", "document_unknown"],
  },
  {
    ...{ title: "a workbook that was never here", rows: likeCommand, play: useForeignFile },
    shows: [...withoutPlaceReasons, "workbook_missing"],
  },
  {
    ...{ title: "a workbook of the old format", rows: likeCommand, play: useOldWorkbook },
    shows: [...withoutPlaceReasons, "workbook_xls"],
  },
];

async function stageUnmakeable({ view, api }: Scene): Promise<void> {
  const task = await stageTask("changeGateway");
  await view.open("sandbox", task);
  await view.expectOffers({ ...withoutPlace, rerun: off("type_not_creatable") }, api);
}

async function stageUntold({ view, api }: Scene): Promise<void> {
  const task = await stageTask("firmwareUpgrade");
  await view.open("sandbox", task);
  await view.expectOffers({ retry: "yes", ...over, rerun: off("document_unknown"), delete: "yes" }, api);
}

async function useForeignFile({ view, api }: Scene): Promise<void> {
  const task = await makeOfForeignFile(api);
  await until(api, task.taskId, final);
  await view.open("sandbox", task);
  await view.expectOffers({ ...withoutPlace, rerun: off("workbook_missing") }, api);
}

async function useOldWorkbook({ view, api }: Scene): Promise<void> {
  const task = await makeOfOldWorkbook(api);
  // The simulator cannot read one: as if the platform could, and two rows had failed.
  for (const name of ["total", "fail"]) {
    const at = `batchtask.task_progress.${name}`;
    await sandbox.setFault({
      ...{ kind: "rewrite", at, value: 2 },
      match: { path: `/batchtasks/${task.taskId}` },
    });
  }
  try {
    await expect(async () => {
      expect(await (await api.get(`/tasks/${task.taskId}?fresh=1`)).json()).toMatchObject({
        ...{ status: "Fail", progress: { fail: 2 } },
      });
    }).toPass({ timeout: 20_000, intervals: [300] });
    await view.open("sandbox", task);
    await view.expectOffers({ ...withoutPlace, rerun: off("workbook_xls") }, api);
  } finally {
    await sandbox.clearFaults();
  }
}
