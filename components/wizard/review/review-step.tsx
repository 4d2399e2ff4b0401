"use client";

import { memo, useDeferredValue } from "react";
import type { Connection } from "@/lib/contracts/connections";
import { idsOf } from "@/lib/domain/target-list";
import { LookUpPanel } from "../fleet/look-up-panel";
import type { DraftControls } from "../step-props";
import { meantFor } from "./packages-of";
import { PlainWords } from "./plain-words";
import type { DraftPlace, Reviewed } from "./read-reviewed";
import { SendOutcome } from "./send-outcome";
import { Touches } from "./touches";
import { UnknownDialog } from "./unknown-dialog";
import { Unusual } from "./unusual";
import { useReviewFacts } from "./use-review-facts";
import { useReviewed } from "./use-reviewed";
import type { SubmitControls } from "./use-submit";
import { WhatIsSent } from "./what-is-sent";

interface ReviewStepProps {
  connection: Connection;
  controls: DraftControls;
  submit: SubmitControls;
}

/** What will happen, in words and in the platform's own terms, before it happens. */
export function ReviewStep({ connection, controls, submit }: ReviewStepProps) {
  // Typing a reason does not wait for a page full of figures.
  const draft = useDeferredValue(controls.draft);
  const { reviewed, place } = useReviewed({ draft, draftId: controls.draftId });
  const { state } = submit;
  return (
    <>
      <SendOutcome connection={connection.slug} draftId={controls.draftId} submit={submit} />
      {reviewed && <Content connection={connection} reviewed={reviewed} place={place} />}
      {state.kind === "unknown" && state.asked && (
        <UnknownDialog connection={connection.slug} state={state} submit={submit} />
      )}
    </>
  );
}

interface ContentProps {
  connection: Connection;
  reviewed: Reviewed;
  place: DraftPlace;
}

const Content = memo(function Content({ connection, reviewed, place }: ContentProps) {
  const facts = useReviewFacts(connection, reviewed);
  const { targets } = reviewed.draft;
  return (
    <>
      <PlainWords connection={connection} reviewed={reviewed} />
      <Unusual reviewed={reviewed} facts={facts} />
      <Touches connection={connection} reviewed={reviewed} facts={facts} />
      {reviewed.source === "list" && connection.kind === "v5" && (
        <LookUpPanel
          connection={connection.slug}
          count={reviewed.count ?? 0}
          rate={connection.rateRead}
          productIds={meantFor(reviewed)}
          ids={() => (targets ? idsOf(targets) : [])}
          stamp={targets?.idsText ?? ""}
          onFound={({ items }) => facts.onLooked(items)}
        />
      )}
      <WhatIsSent connection={connection} reviewed={reviewed} place={place} />
    </>
  );
});
