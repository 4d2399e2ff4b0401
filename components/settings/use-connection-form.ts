"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { ApiError } from "@/lib/client/api-error";
import {
  createConnection,
  readConnection,
  refreshConnections,
  testConnection,
  updateConnection,
} from "@/lib/client/connection-queries";
import { faultOf } from "@/lib/client/step-up";
import type { Connection } from "@/lib/contracts/connections";
import type { ConnectionTestResult } from "@/lib/contracts/save-connection";
import { announce } from "../ui/announcer";
import { type ConnectionDraft, draftOf, emptyDraft } from "./connection-draft";
import { toCreate, toTest, toUpdate } from "./draft-body";
import { judgeTest } from "./judge-test";
import { refusedFields } from "./refused-fields";
import { suggestSlug } from "./suggest-slug";
import { type DraftProblem, findProblems } from "./validate-connection";

interface FormSettings {
  /** The connection being changed; null for a new one. */
  saved: Connection | null;
  /** Short names that are in use. */
  taken: readonly string[];
  onSaved: (connection: Connection) => void;
  /** There is something to fix: the summary that says so takes the focus. */
  onProblems: () => void;
}

interface Outcome {
  fault: ApiError | null;
  refused: readonly DraftProblem[];
}
const nothingWrong: Outcome = { fault: null, refused: [] };

/** The form of one connection. Nothing of it outlives the page, and no cache ever holds it: it has secrets. */
export function useConnectionForm({ saved, taken, onSaved, onProblems }: FormSettings) {
  const t = useTranslations("settings");
  const queryClient = useQueryClient();
  const [seen, setSeen] = useState(saved);
  const [draft, setDraft] = useState(() => (saved === null ? emptyDraft : draftOf(saved)));
  const [isOwnSlug, setOwnSlug] = useState(false);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState<"test" | "save" | null>(null);
  const [outcome, setOutcome] = useState(nothingWrong);
  const [tested, setTested] = useState<{ result: ConnectionTestResult; draft: ConnectionDraft } | null>(null);
  const [latest, setLatest] = useState<Connection | null>(null);
  const isNew = seen === null;
  const told = tried ? [...findProblems(draft, isNew), ...outcome.refused] : [];

  const change = (what: Partial<ConnectionDraft>) => {
    const isSlugTyped = isOwnSlug || what.slug !== undefined;
    setOwnSlug(isSlugTyped);
    const follows = isNew && !isSlugTyped && what.name !== undefined;
    setDraft({ ...draft, ...what, ...(follows ? { slug: suggestSlug(what.name ?? "", taken) } : {}) });
    const isKept = ({ field }: DraftProblem) => !(field in what) && !(follows && field === "slug");
    setOutcome({ fault: null, refused: outcome.refused.filter(isKept) });
  };

  const refuse = () => {
    setTried(true);
    requestAnimationFrame(onProblems);
  };
  const fail = async (error: unknown) => {
    const fault = faultOf(error);
    if (fault === null) return;
    const refused = refusedFields(fault, isNew);
    if (refused.length > 0) {
      setOutcome({ fault: null, refused });
      refuse();
      return;
    }
    const now =
      fault.code === "conflict" && seen
        ? await readConnection(queryClient, seen.slug).catch(() => null)
        : null;
    if (now && !now.archived && now.updatedAt !== seen?.updatedAt) setLatest(now);
    else setOutcome({ fault, refused: [] });
  };
  /** Does one thing at a time, once nothing is left to fix. */
  const act = async (what: "test" | "save", run: () => Promise<void>) => {
    if (busy !== null) return;
    setOutcome(nothingWrong);
    if (findProblems(draft, isNew).length > 0) {
      refuse();
      return;
    }
    setBusy(what);
    try {
      await run();
      // Once saved another page is on its way: a second press finds nothing to do.
      if (what === "save") return;
    } catch (error) {
      await fail(error);
    }
    setBusy(null);
  };

  return {
    draft,
    change,
    problems: told,
    busy,
    fault: outcome.fault,
    seen,
    /** The last test, and whether it was of what is on the form now. */
    tested: tested && { result: tested.result, isCurrent: tested.draft === draft },
    latest,
    test: () =>
      act("test", async () => {
        const result = await testConnection(toTest(draft, seen?.slug ?? null));
        setTested({ result, draft });
        announce(t(`verdict.${judgeTest(result.items)}`));
      }),
    save: (as: Partial<Pick<ConnectionDraft, "readOnly">> = {}) =>
      act("save", async () => {
        const whole = { ...draft, ...as };
        const connection = seen
          ? await updateConnection(seen.slug, toUpdate(whole, seen.updatedAt))
          : await createConnection(toCreate(whole));
        await refreshConnections(queryClient);
        onSaved(connection);
      }),
    /** Goes on with what is typed, against what somebody else saved meanwhile. */
    keepMine: () => {
      setSeen(latest);
      setLatest(null);
    },
    loadTheirs: () => {
      if (latest === null) return;
      setSeen(latest);
      setDraft(draftOf(latest));
      setLatest(null);
      setTried(false);
    },
  };
}

export type ConnectionFormControls = ReturnType<typeof useConnectionForm>;
