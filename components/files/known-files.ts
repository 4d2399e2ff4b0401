import type { FileList } from "@/lib/contracts/files";
import type { ReadMoment } from "./time-left";

/**
 * `now`: what the platform has just told. `before`: it did not answer since, so this is what it told last. `own`: it
 * never answered, so of the files on it only those Muster put there itself are known.
 */
export type Knowledge = "now" | "before" | "own";

export interface KnownFiles {
  /** Undefined until a first answer came. */
  list: FileList | undefined;
  known: Knowledge;
  read: ReadMoment;
}

type Answer = KnownFiles & { list: FileList };

/** One answer of ours; without the server's word for when, our own clock (milliseconds) has to do. */
export function toAnswer(list: FileList, receivedAt: number): Answer {
  const { readAt } = list;
  const read = { readAt: readAt ?? new Date(receivedAt).toISOString(), receivedAt };
  return { list, read, known: readAt === null ? "own" : "now" };
}

/** What to show of the latest answer and the last one in which the platform had its say (`told`, which may be the same). */
export function chooseFiles(
  answer: Answer | undefined,
  told: Answer | undefined,
  hasFailed: boolean,
): KnownFiles {
  if (!answer) return { list: undefined, known: "own", read: { readAt: "", receivedAt: 0 } };
  if (!told) return answer;
  if (answer.known === "own") {
    const { kept, problem } = answer.list;
    return { ...told, list: { ...told.list, kept, problem }, known: "before" };
  }
  return hasFailed ? { ...answer, known: "before" } : answer;
}
