"use client";

import { lazy, Suspense, useSyncExternalStore } from "react";
import { askedProof } from "@/lib/client/step-up";

const StepUpDialog = lazy(async () => ({ default: (await import("./step-up-dialog")).StepUpDialog }));

/** Where calls ask who is there (`withProof`); the dialog is loaded when one does. */
export function StepUpGate() {
  const asked = useSyncExternalStore(askedProof.subscribe, askedProof.read, askedProof.readOnServer);
  if (asked === null) return null;
  return (
    <Suspense>
      <StepUpDialog
        method={asked.method}
        onProved={() => asked.settle(true)}
        onDecline={() => asked.settle(false)}
      />
    </Suspense>
  );
}
