"use client";

import { useQuery } from "@tanstack/react-query";
import { fileListOptions } from "@/lib/client/file-queries";
import { pollEvery } from "@/lib/client/polling";
import { FreshPill } from "../ui/fresh-pill";

/** The pill of the files, with the button that asks the platform now. */
export function FilesFreshness({ connection }: { connection: string }) {
  const { data, isError, isFetching, dataUpdatedAt, refetch } = useQuery(fileListOptions(connection));
  const snapshot = data && {
    fetchedAt: data.readAt,
    state: isError ? ("unreachable" as const) : ("live" as const),
    nextReadAt: new Date(dataUpdatedAt + pollEvery.files).toISOString(),
    final: false,
  };
  return (
    <FreshPill
      snapshot={snapshot}
      reading={isFetching}
      onRead={() => {
        if (!isFetching) void refetch();
      }}
    />
  );
}
