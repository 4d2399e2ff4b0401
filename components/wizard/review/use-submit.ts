"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { createTaskOnce } from "@/lib/client/create-task";
import { draftKeys, showDraftNow } from "@/lib/client/draft-queries";
import { nextTask } from "@/lib/client/next-task";
import { makeRandomKey } from "@/lib/client/random-key";
import { withProof } from "@/lib/client/step-up";
import { taskListKeys } from "@/lib/client/task-list-queries";
import { taskKeys } from "@/lib/client/task-queries";
import type { Connection } from "@/lib/contracts/connections";
import { useTimeZone } from "../../time/clock";
import type { DraftControls } from "../step-props";
import { type DraftPlace, printOf, wholeTask } from "./read-reviewed";
import { createSubmitter, type SubmitState } from "./submitter";

export interface SubmitControls {
  /** A refusal of content that was changed since counts as over. */
  state: SubmitState;
  /** Also while the next page is on its way: a second press finds nothing to do. */
  busy: boolean;
  send: () => void;
  /** After a lost answer: asks again under the same key. */
  sendAgain: () => void;
  look: () => void;
  close: () => void;
}

/** Sends the draft once and leads to what was made of it. */
export function useSubmit(connection: Connection, { draft, draftId, flush }: DraftControls): SubmitControls {
  const { slug } = connection;
  const router = useRouter();
  const queryClient = useQueryClient();
  const zone = useTimeZone();
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  const [submitter] = useState(() =>
    createSubmitter({
      create: (task, key) => withProof(() => createTaskOnce({ connection: slug, task, idempotencyKey: key })),
      findSent: async () => (await showDraftNow(slug, draftId)).sent,
      makeKey: makeRandomKey,
      now: () => new Date(),
      pause: nextTask,
      onCreated(created) {
        void queryClient.invalidateQueries({ queryKey: taskListKeys.lists(slug) });
        void queryClient.invalidateQueries({ queryKey: draftKeys.lists(slug) });
        if (created.kind === "task")
          queryClient.setQueryData(taskKeys.one(slug, created.task.taskId), created.task);
        // Whoever has walked on to another page meanwhile is not called back from there.
        if (!here.current) return;
        const [folder, id] =
          created.kind === "task" ? ["tasks", created.task.taskId] : ["operations", created.operationId];
        router.push(`/c/${slug}/${folder}/${id}`);
      },
    }),
  );
  const state = useSyncExternalStore(submitter.subscribe, submitter.read, submitter.read);
  const place = (): DraftPlace => ({ draftId, zone, now: new Date() });
  const stale = state.kind === "refused" && state.print !== printOf(draft, place());
  return {
    state: stale ? { kind: "ready" } : state,
    busy: state.kind === "saving" || state.kind === "sending" || state.kind === "leaving",
    send: () =>
      submitter.send({ print: printOf(draft, place()), task: () => wholeTask(draft, place()), flush }),
    sendAgain: submitter.sendAgain,
    look: submitter.look,
    close: submitter.close,
  };
}
