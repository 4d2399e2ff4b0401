import { adviceWords } from "@/lib/workbook/advice-words";
import type { ServiceContext } from "../context";
import { summariseSubtasks } from "../subtasks/summarise-subtasks";

/** What console and team say about each cause of a task, by its key; causes nobody has written about are left out. */
export async function adviceByCause(
  ctx: ServiceContext,
  params: { connection: string; taskId: string },
  language: "en" | "zh-CN",
): Promise<ReadonlyMap<string, string>> {
  const { byError } = await summariseSubtasks({ ctx, input: { params } });
  return new Map(
    byError.flatMap((cause) => {
      const words = adviceWords(language, cause);
      return words === null ? [] : [[cause.cause, words] as const];
    }),
  );
}
