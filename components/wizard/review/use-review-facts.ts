"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { asApiError } from "@/lib/client/api-error";
import { spaceOptions } from "@/lib/client/picker-queries";
import { liveTargetOptions, namesakeOptions } from "@/lib/client/review-queries";
import type { Connection } from "@/lib/contracts/connections";
import type { ResourceSpaceList } from "@/lib/contracts/pickers";
import type { CheckedTarget } from "@/lib/contracts/target-checks";
import type { WizardDraft } from "../draft";
import type { ReviewFacts } from "./oddities";
import type { Reviewed } from "./read-reviewed";

type Space = ResourceSpaceList["items"][number];

/** The space a draft goes to, with its places; undefined while it is read, null where nobody can tell. */
export function useSpace(
  connection: Connection,
  { appId }: Pick<WizardDraft, "appId">,
): Space | null | undefined {
  const { data, error } = useQuery({ ...spaceOptions(connection.slug), enabled: connection.kind === "v5" });
  if (connection.kind === "na" || asApiError(error)) return null;
  if (!data) return undefined;
  return data.find((space) => (appId ? space.appId === appId : space.default)) ?? null;
}

export interface LiveFacts extends ReviewFacts {
  /** Why other live tasks could not be looked for. */
  liveError: ReturnType<typeof asApiError>;
  onLooked: (looked: readonly CheckedTarget[]) => void;
}

/** What is known beside the draft, as it comes in. */
export function useReviewFacts(connection: Connection, reviewed: Reviewed): LiveFacts {
  const { draft, source } = reviewed;
  const space = useSpace(connection, draft);
  const [seen, setSeen] = useState<{ of: WizardDraft["targets"]; looked: readonly CheckedTarget[] } | null>(
    null,
  );
  const which = connection.kind === "na" ? "all" : "live";
  const namesakes = useQuery(namesakeOptions(connection.slug, draft.name, which));
  const list = source === "list" ? draft.targets : null;
  const live = useQuery(liveTargetOptions(connection.slug, list));
  return {
    looked: seen && seen.of === draft.targets ? seen.looked : null,
    live: list ? (live.data ?? null) : null,
    liveError: asApiError(live.error),
    namesakes: namesakes.data ?? null,
    slots: space?.slots ?? null,
    onLooked: (looked) => setSeen({ of: draft.targets, looked }),
  };
}
