"use client";

import { useTranslations } from "use-intl";
import type { CauseCount } from "@/lib/contracts/subtasks";
import { causeVerdict } from "@/lib/domain/cause-verdict";
import { SafeText } from "../ui/safe-text";
import { useFormatNumber } from "../ui/use-format";

/** Causes one filter may name. */
export const mostCauses = 20;

interface CauseChoiceProps {
  causes: readonly CauseCount[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}

export function causeName(cause: CauseCount): string {
  return cause.message ?? cause.code ?? cause.cause;
}

/** Causes that trying again can help, as far as it is known. */
export function helpfulCauses(causes: readonly CauseCount[]): CauseCount[] {
  return causes.filter((cause) => causeVerdict(cause) !== "fix_first");
}

/** Which causes are meant, with how many devices each has. */
export function CauseChoice({ causes, chosen, onChange }: CauseChoiceProps) {
  const t = useTranslations("retry");
  const number = useFormatNumber();
  return (
    <fieldset className="grid gap-1">
      <legend className="sr">{t("scope.causes")}</legend>
      {causes.map((cause) => {
        const ticked = chosen.includes(cause.cause);
        return (
          <label className="cbx" key={cause.cause}>
            <input
              type="checkbox"
              className="chk"
              checked={ticked}
              disabled={!ticked && chosen.length >= mostCauses}
              onChange={() =>
                onChange(ticked ? chosen.filter((each) => each !== cause.cause) : [...chosen, cause.cause])
              }
            />
            <span className="grow any">
              <SafeText text={causeName(cause)} />
              {causeVerdict(cause) === "fix_first" && <span className="mute"> {t("notAdvised")}</span>}
            </span>
            <span className="mute">{number(cause.count)}</span>
          </label>
        );
      })}
    </fieldset>
  );
}
