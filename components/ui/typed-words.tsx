"use client";

import { useTranslations } from "use-intl";

interface TypedWordsProps {
  wanted: string;
  typed: string;
  matching: boolean;
  onType: (typed: string) => void;
}

/** The words that say it is meant. Pasting them is fine; Enter does nothing here. */
export function TypedWords({ wanted, typed, matching, onType }: TypedWordsProps) {
  const t = useTranslations("common");
  return (
    <div className="field">
      <label htmlFor="w-typed" className="any">
        {t.rich("typed.label", { words: () => <span className="code any">{wanted}</span> })}
      </label>
      <span className="input">
        <input
          id="w-typed"
          className="mono"
          value={typed}
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          aria-describedby="w-typed-hint"
          onChange={(event) => onType(event.target.value)}
        />
      </span>
      <span className="hint" id="w-typed-hint" role="status">
        {t(matching ? "typed.matches" : "typed.works")}
      </span>
    </div>
  );
}
