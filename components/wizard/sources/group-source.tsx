"use client";

import { FieldError } from "../error-summary";
import { GroupPicker } from "../fleet/group-picker";
import { LegacyFields } from "./legacy-source";
import { SourceCard, type SourceProps } from "./source-card";

/** Groups of the platform; a legacy one lists none, so their ids are typed there. */
export function GroupSource(props: SourceProps) {
  const { connection, controls, errors, choice, onBack, onContinue } = props;
  const { draft, change } = controls;
  return (
    <SourceCard choice={choice} onBack={onBack} onContinue={() => onContinue()}>
      <div className="stack" id="w-targets" tabIndex={-1}>
        {connection.kind === "na" ? (
          <LegacyFields controls={controls} errors={errors} />
        ) : (
          <GroupPicker
            connection={connection.slug}
            appId={draft.appId}
            chosen={draft.groups}
            onChange={(groups) => change({ groups: [...groups] })}
          />
        )}
        <FieldError errors={errors} field="w-targets" deep />
      </div>
    </SourceCard>
  );
}
