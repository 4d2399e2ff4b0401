"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { asApiError } from "@/lib/client/api-error";
import { spaceOptions } from "@/lib/client/picker-queries";
import type { Slots } from "@/lib/contracts/pickers";
import { useProblemSentence } from "../ui/problem-details";
import type { DraftControls } from "./step-props";

interface SpaceFieldProps {
  connection: string;
  controls: Pick<DraftControls, "draft" | "change">;
}

/** The resource space, where there is something to choose, and the places left in it. */
export function SpaceField({ connection, controls: { draft, change } }: SpaceFieldProps) {
  const t = useTranslations("wizard");
  const sentence = useProblemSentence();
  const { data: spaces, error } = useQuery(spaceOptions(connection));
  const fault = asApiError(error);
  if (fault) {
    return (
      <p className="hint" role="status">
        {t("spacesUnknown", { why: sentence(fault) })}
      </p>
    );
  }
  if (!spaces) return null;
  const standard = spaces.find((each) => each.default);
  const chosen = spaces.find((each) => each.appId === draft.appId) ?? standard;
  const places = chosen && <PlacesLeft slots={chosen.slots} />;
  if (spaces.length < 2) return places ?? null;
  return (
    <div className="field max-w-130">
      <label htmlFor="w-appId">{t("space")}</label>
      <select
        id="w-appId"
        className="input"
        value={draft.appId ?? ""}
        onChange={(event) => change({ appId: event.target.value || null })}
      >
        <option value="">{t("defaultSpace", { name: standard?.name ?? "" })}</option>
        {spaces
          .filter((each) => !each.default)
          .map((each) => (
            <option key={each.appId} value={each.appId}>
              {each.name}
            </option>
          ))}
      </select>
      {places}
    </div>
  );
}

/** Ten unfinished tasks a space (sheet §10.4); those of an unknown space may be in this one too. */
function PlacesLeft({ slots: { used, of, atLeast } }: { slots: Slots }) {
  const t = useTranslations("wizard");
  const words = t(atLeast ? "slotsAtLeast" : "slots", { used, of });
  return (
    <p className={used >= of ? "hint err" : "hint"}>{used >= of ? `${words} ${t("slotsFull")}` : words}</p>
  );
}
