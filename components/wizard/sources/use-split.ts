"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type ApiError, asApiError } from "@/lib/client/api-error";
import { copyDraftNow, draftKeys } from "@/lib/client/draft-queries";
import type { DraftSummary } from "@/lib/contracts/drafts";
import type { DraftControls } from "../step-props";

export interface Split {
  /** Drafts that were made for what one task does not take. */
  made: readonly DraftSummary[];
  busy: boolean;
  error: ApiError | null;
  split: (parts: string[]) => void;
}

/** A list too long for one task goes on in further drafts, which are as this one but for their devices. */
export function useSplit(connection: string, { draft, draftId, change, flush }: DraftControls): Split {
  const queryClient = useQueryClient();
  const [made, setMade] = useState<readonly DraftSummary[]>([]);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const split = async (parts: readonly string[]) => {
    setBusy(true);
    setError(null);
    try {
      await flush();
      for (const [index, text] of parts.entries()) {
        const copy = await copyDraftNow(connection, {
          from: { draftId },
          name: partName(draft.name, index + 2),
          targetsText: text,
          targetCount: text.split("\n").length,
        });
        setMade((before) => [...before, copy]);
      }
      change({ name: partName(draft.name, 1) });
    } catch (thrown) {
      setError(asApiError(thrown));
    } finally {
      setBusy(false);
      void queryClient.invalidateQueries({ queryKey: draftKeys.lists(connection) });
    }
  };
  return { made, busy, error, split: (parts) => void split(parts) };
}

/** `name_2`, cut so that it still fits (sheet §6.3). */
export function partName(name: string, part: number): string {
  const end = `_${part}`;
  return `${name.slice(0, 128 - end.length)}${end}`;
}
