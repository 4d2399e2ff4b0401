"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { Dialog } from "../ui/dialog";
import { areShortcutsOn, switchShortcuts } from "./shortcut-rules";

const keys = [
  [["/"], "search"],
  [["g", "t"], "tasks"],
  [["g", "f"], "files"],
  [["g", "s"], "settings"],
  [["n"], "newTask"],
  [["f"], "filter"],
  [["."], "readNow"],
  [["j", "k"], "rows"],
  [["x"], "select"],
  [["e"], "open"],
  [["c"], "copy"],
  [["r"], "retry"],
  [["[", "]"], "pages"],
  [["?"], "sheet"],
] as const;

/** What the single keys do, and the switch that turns them off. */
export function ShortcutSheet({ withFiles, close }: { withFiles: boolean; close: () => void }) {
  const t = useTranslations("shell");
  const [on, setOn] = useState(areShortcutsOn);
  const shown = keys.filter(([, action]) => withFiles || action !== "files");
  return (
    <Dialog
      title={t("shortcuts")}
      onClose={close}
      footer={
        <button type="button" className="btn" data-safe="" onClick={close}>
          {t("done")}
        </button>
      }
    >
      <div className="db">
        <dl className="kv">
          {shown.map(([names, action]) => (
            <div className="contents" key={action}>
              <dt className="row tight">
                {names.map((name) => (
                  <kbd className="kbd" key={name}>
                    {name}
                  </kbd>
                ))}
              </dt>
              <dd>{t(`keys.${action}`)}</dd>
            </div>
          ))}
        </dl>
        <label className="cbx">
          <input
            type="checkbox"
            className="chk"
            checked={on}
            onChange={(event) => {
              switchShortcuts(event.target.checked);
              setOn(event.target.checked);
            }}
          />
          <span>{t("singleKeys")}</span>
        </label>
      </div>
    </Dialog>
  );
}
