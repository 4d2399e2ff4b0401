"use client";

import { type ReactNode, type Ref, useRef } from "react";
import { useTranslations } from "use-intl";
import type { FoundLine } from "@/lib/domain/target-lines";
import { Icon } from "../../ui/icon";
import { FindBox } from "./find-box";

interface IdsHeadProps {
  /** The list is no text box: find and add are offered in its place. */
  large: boolean;
  canUndo: boolean;
  hasText: boolean;
  actions?: ReactNode;
  finder: Ref<HTMLInputElement>;
  find: (words: string, after: number) => Promise<FoundLine | null>;
  onFound: (line: number) => void;
  onFile: (file: File) => void;
  onAdd: () => void;
  onUndo: () => void;
  onClear: () => void;
}

/** Above the list: its name, and what can be done to all of it. */
export function IdsHead(props: IdsHeadProps) {
  const { large, canUndo, hasText, actions, finder, find, onFound, onFile, onAdd, onUndo, onClear } = props;
  const t = useTranslations("wizard");
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <div className="row wrap">
      <label className="med" htmlFor="w-targets" id="w-targets-label">
        {t("deviceIds")}
      </label>
      <span className="mute small" id="w-targets-hint">
        {t("deviceIdsHint")}
      </span>
      <span className="grow" />
      {large && <FindBox ref={finder} find={find} onFound={onFound} />}
      {canUndo && (
        <button type="button" className="btn sm ghost" onClick={onUndo}>
          <Icon name="retry" size="s" />
          {t("ids.undo")}
        </button>
      )}
      {actions}
      {large && (
        <button type="button" className="btn sm" onClick={onAdd}>
          <Icon name="plus" size="s" />
          {t("ids.add")}
        </button>
      )}
      <input
        ref={chooser}
        type="file"
        hidden
        accept=".csv,.txt,.xlsx"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          // The same file again is a choice too.
          event.target.value = "";
          if (file) onFile(file);
        }}
      />
      <button type="button" className="btn sm" onClick={() => chooser.current?.click()}>
        <Icon name="upload" size="s" />
        {t("ids.readFile")}
      </button>
      {hasText && (
        <button type="button" className="btn sm ghost" onClick={onClear}>
          <Icon name="x" size="s" />
          {t("clear")}
        </button>
      )}
    </div>
  );
}
