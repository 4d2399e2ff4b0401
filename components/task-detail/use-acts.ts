"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { type ApiError, asApiError, isOutcomeUnknown } from "@/lib/client/api-error";
import type { TaskPlace } from "@/lib/client/subtask-queries";
import { useSending } from "@/lib/client/use-sending";
import type { Problem } from "@/lib/contracts/problem";
import { useStable } from "../ui/use-stable";
import type { ActQuestion } from "./act-question";
import type { ActRequest } from "./act-request";

/** Up to this many devices are retried without asking first; in a frame more are typed (ui.md §4.5). */
export const askAbove = 100;

/** The numbers of a set that changed between the question and the answer. */
export type Difference = NonNullable<Problem["difference"]>;

export interface ActSurroundings {
  /** Not all rows of the task have been read. */
  incomplete: boolean;
  /** In a frame more than a few devices are typed, and what cannot be undone is done elsewhere. */
  embedded: boolean;
}

// What sends comes when the page is at rest, or with the first act.
const loadSender = () => import("./send-act");

/** How long the buttons wait for the numbers an act has changed, in milliseconds. */
const patienceMs = 10_000;
const patience = () => new Promise<void>((resolve) => setTimeout(resolve, patienceMs));

/** Asks, sends and follows what is done to one task. The same object until something of it is new. */
export function useActs(place: TaskPlace, { incomplete, embedded }: ActSurroundings) {
  const queryClient = useQueryClient();
  const router = useRouter();
  const [question, setQuestion] = useState<ActQuestion | null>(null);
  const [watched, watch] = useState<{ operationId: string; quietly: boolean } | null>(null);
  const [retried, setRetried] = useState<ReadonlySet<string>>(new Set());
  const [failure, setFailure] = useState<{ request: ActRequest; error: ApiError } | null>(null);

  const readAnew = async () => (await loadSender()).refreshTask(queryClient, place);

  const sending = useSending(async (request: ActRequest) => {
    const { act, targets } = request;
    setFailure(null);
    try {
      const { sendAct } = await loadSender();
      const answer = await sendAct(place, request);
      if (!answer) return;
      setQuestion(null);
      if (act === "retry") setRetried((before) => new Set([...before, ...targets]));
      if (answer.kind === "task") router.push(`/c/${place.connection}/tasks/${answer.taskId}`);
      if (answer.kind === "operation") {
        watch({ operationId: answer.operation.id, quietly: act === "retry" && targets.length === 1 });
      }
      // The numbers an act changed are old until then; a read that never ends holds no button.
      await Promise.race([readAnew(), patience()]);
    } catch (error) {
      const fault = asApiError(error);
      if (!fault) return;
      setFailure({ request, error: fault });
      const found = fault.problem?.difference?.found;
      if (found === undefined) return;
      const { askAnew } = await loadSender();
      setQuestion((open) => askAnew(open, request, found));
      void readAnew();
    }
  });

  const ask = useStable((next: ActQuestion | null) => {
    setQuestion(next);
    // What may have been sent stays to be settled; a plain refusal has been read.
    setFailure((before) => (before && isOutcomeUnknown(before.error) ? before : null));
  });
  const send = useStable(sending.send);
  const refresh = useStable(() => void readAnew());
  const forgetFailure = useStable(() => setFailure(null));
  /** Sends a small retry at once; asks first about a large one, and about a set that may still change. */
  const startRetry = useStable((request: ActRequest) => {
    const sure = request.targets.length > 0 || !incomplete;
    if (sure && request.count !== null && request.count <= askAbove) send(request);
    else ask({ kind: "retry", request });
  });
  const { pending } = sending;
  return useMemo(
    () => ({
      embedded,
      question,
      ask,
      watched,
      watch,
      /** Devices retried from this page, which keep their places in the table. */
      retried,
      failure,
      forgetFailure,
      refresh,
      sending: pending !== null,
      /** The device of a single retry on its way, for the button of its row. */
      sendingTarget: pending?.act === "retry" && pending.targets.length === 1 ? pending.targets[0] : null,
      send,
      startRetry,
    }),
    [embedded, question, ask, watched, retried, failure, forgetFailure, refresh, pending, send, startRetry],
  );
}

export type Acts = ReturnType<typeof useActs>;
