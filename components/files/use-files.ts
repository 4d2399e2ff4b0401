"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type ApiError, asApiError } from "@/lib/client/api-error";
import { fileListOptions } from "@/lib/client/file-queries";
import { useLastGood } from "../data-table/use-last-good";
import { chooseFiles, type KnownFiles, toAnswer } from "./known-files";

export interface Files extends KnownFiles {
  /** Why our own answer is missing. */
  fault: ApiError | null;
  isFetching: boolean;
  isPending: boolean;
  refetch: () => unknown;
}

/** The files of a connection, as well as they are known. */
export function useFiles(connection: string): Files {
  const query = useQuery(fileListOptions(connection));
  const { data, dataUpdatedAt, isFetching, isPending, isError, refetch } = query;
  const answer = useMemo(() => data && toAnswer(data, dataUpdatedAt), [data, dataUpdatedAt]);
  const told = useLastGood(answer?.known === "now" ? answer : undefined, true).data;
  const shown = useMemo(() => chooseFiles(answer, told, isError), [answer, told, isError]);
  return { ...shown, fault: asApiError(query.error), isFetching, isPending, refetch };
}
