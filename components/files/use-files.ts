"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type ApiError, asApiError } from "@/lib/client/api-error";
import { fileListOptions } from "@/lib/client/file-queries";
import type { FileList } from "@/lib/contracts/files";
import { useLastGood } from "../data-table/use-last-good";
import type { ReadMoment } from "./time-left";

/**
 * `now`: what the platform has just told. `before`: it did not answer since, so this is what it told last. `own`: it
 * never answered, so of the files on it only those Muster put there itself are known.
 */
export type Knowledge = "now" | "before" | "own";

export interface Files {
  /** Undefined until a first answer came. */
  list: FileList | undefined;
  known: Knowledge;
  read: ReadMoment;
  /** Why our own answer is missing. */
  fault: ApiError | null;
  isFetching: boolean;
  isPending: boolean;
  refetch: () => unknown;
}

/** The files of a connection, as well as they are known. */
export function useFiles(connection: string): Files {
  const query = useQuery(fileListOptions(connection));
  const { data, dataUpdatedAt: receivedAt, isFetching, isPending, refetch } = query;
  const answer = useMemo(() => toAnswer(data, receivedAt), [data, receivedAt]);
  const told = useLastGood(answer?.known === "now" ? answer : undefined, true).data;
  const fault = asApiError(query.error);
  const shown = useMemo(() => {
    if (!answer) return { list: undefined, known: "own" as const, read: { readAt: "", receivedAt } };
    if (!told) return answer;
    if (answer.known === "own") return { ...told, ...stale(told.list, answer.list) };
    return fault ? { ...answer, known: "before" as const } : answer;
  }, [answer, told, fault, receivedAt]);
  return { ...shown, fault, isFetching, isPending, refetch };
}

function toAnswer(list: FileList | undefined, receivedAt: number) {
  if (!list) return undefined;
  const { readAt } = list;
  // Without a word of the server our own clock has to do.
  const read = { readAt: readAt ?? new Date(receivedAt).toISOString(), receivedAt };
  return { list, read, known: readAt === null ? ("own" as const) : ("now" as const) };
}

/** What the platform told last, beside what is kept here now. */
function stale(told: FileList, { kept, problem }: FileList): { list: FileList; known: Knowledge } {
  return { list: { ...told, kept, problem }, known: "before" };
}
