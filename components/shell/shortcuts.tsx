"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icon";
import { areShortcutsOn, isTyping, switchShortcuts } from "./shortcut-rules";

const focusOn = (selector: string) => document.querySelector<HTMLElement>(selector)?.focus();
const press = (selector: string) => document.querySelector<HTMLElement>(selector)?.click();

/** The single keys every page shares; the ones of a table's rows are in `use-row-keys`. */
export function Shortcuts({ connection }: { connection: string }) {
  const t = useTranslations("shell");
  const router = useRouter();
  const [sheet, showSheet] = useState(false);
  useEffect(() => {
    let afterG = 0;
    const base = `/c/${connection}/tasks`;
    const actions: Record<string, () => void> = {
      "/": () => focusOn("[data-search]"),
      "?": () => showSheet(true),
      n: () => press("[data-new-task]"),
      f: () => focusOn("[data-first-filter]"),
      ".": () => press("[data-read-now], .fresh button"),
      "[": () => press('[data-step="left"]'),
      "]": () => press('[data-step="right"]'),
      g: () => {
        afterG = Date.now();
      },
    };
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event) || document.querySelector("dialog[open]")) return;
      if (!areShortcutsOn() && event.key !== "?") return;
      if (event.key === "t" && Date.now() - afterG < 1_000) {
        router.push(base);
        return;
      }
      const action = actions[event.key];
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [connection, router]);
  return (
    <>
      <button
        type="button"
        className="btn ghost icon wide-only"
        aria-label={t("shortcuts")}
        title={t("shortcuts")}
        onClick={() => showSheet(true)}
      >
        <Icon name="keyboard" />
      </button>
      {sheet && <ShortcutSheet close={() => showSheet(false)} />}
    </>
  );
}

const keys = [
  [["/"], "search"],
  [["g", "t"], "tasks"],
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

function ShortcutSheet({ close }: { close: () => void }) {
  const t = useTranslations("shell");
  const [on, setOn] = useState(areShortcutsOn);
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
          {keys.map(([names, action]) => (
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
