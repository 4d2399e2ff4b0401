"use client";

import { pollEvery } from "@/lib/client/polling";
import { FreshPill } from "../ui/fresh-pill";
import { useFiles } from "./use-files";

/** The pill of the files, with the button that asks the platform now. */
export function FilesFreshness({ connection }: { connection: string }) {
  const { list, known, read, isFetching, refetch } = useFiles(connection);
  const snapshot = list && {
    fetchedAt: known === "own" ? null : read.readAt,
    state: known === "now" ? ("live" as const) : ("unreachable" as const),
    nextReadAt: new Date(read.receivedAt + pollEvery.files).toISOString(),
    final: false,
  };
  return (
    <FreshPill
      snapshot={snapshot}
      reading={isFetching}
      onRead={() => {
        if (!isFetching) refetch();
      }}
    />
  );
}
