"use client";

import { type KeyboardEvent, lazy, Suspense, useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Icon } from "../ui/icon";
import { placeOf } from "./place-of";

const SearchPanel = lazy(async () => ({ default: (await import("./search-panel")).SearchPanel }));

interface SearchBoxProps {
  connection: string;
  name: string;
}

/** Longer texts are cut: several hundred ids are a list for the wizard, not for a search. */
const longest = 8_000;

/** Finds tasks, devices and files of the connection; its results are loaded with the first letter. */
export function SearchBox({ connection, name }: SearchBoxProps) {
  const t = useTranslations("shell");
  const id = useId();
  const root = useRef<HTMLElement>(null);
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  /** Steps down the results, and how many there are. */
  const [at, setAt] = useState(0);
  const [count, setCount] = useState(0);
  /** The text Enter was pressed for: its first result is opened as soon as it is there. */
  const [entered, setEntered] = useState<string | null>(null);
  const typed = text.trim();
  const shown = open && typed !== "";

  // What was typed before the box woke.
  useEffect(() => {
    const early = root.current?.querySelector("input")?.value;
    if (!early) return;
    setText(early.slice(0, longest));
    setOpen(true);
  }, []);

  useEffect(() => {
    if (!open) return;
    const leave = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener("pointerdown", leave);
    document.addEventListener("focusin", leave);
    return () => {
      document.removeEventListener("pointerdown", leave);
      document.removeEventListener("focusin", leave);
    };
  }, [open]);

  const write = (next: string) => {
    setText(next.slice(0, longest));
    setOpen(true);
    setAt(0);
    setEntered(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && shown) setOpen(false);
    else if (event.key === "ArrowDown") setAt(shown ? at + 1 : at);
    else if (event.key === "ArrowUp") setAt(at - 1);
    else return;
    event.preventDefault();
    if (event.key !== "Escape") setOpen(true);
  };
  return (
    <search className="grow searchbox" ref={root}>
      <form
        className="find"
        onSubmit={(event) => {
          event.preventDefault();
          setOpen(true);
          setEntered(typed);
        }}
      >
        <Icon name="search" />
        <label className="sr" htmlFor={id}>
          {t("search")}
        </label>
        <input
          id={id}
          name="q"
          type="search"
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          placeholder={t("searchHint")}
          data-search=""
          aria-autocomplete="list"
          aria-expanded={shown}
          aria-controls={shown ? `${id}-list` : undefined}
          aria-activedescendant={shown && count > 0 ? `${id}-list-${placeOf(at, count)}` : undefined}
          value={text}
          onChange={(event) => write(event.target.value)}
          onFocus={() => setOpen(true)}
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            const pasted = event.clipboardData.getData("text");
            // The field would drop the ends of lines, and with them what divides one id from the next.
            if (!/[\r\n]/.test(pasted)) return;
            event.preventDefault();
            write(`${text} ${pasted.replace(/\s+/g, " ")}`.trim());
          }}
        />
        <span className="kbd" aria-hidden="true">
          /
        </span>
      </form>
      {shown && (
        <Suspense>
          <SearchPanel
            connection={connection}
            name={name}
            text={typed}
            at={at}
            entered={entered === typed}
            listId={`${id}-list`}
            onCount={setCount}
            onOpened={() => {
              setText("");
              setOpen(false);
              setEntered(null);
            }}
            onFind={() => {
              setAt(0);
              setEntered(null);
            }}
          />
        </Suspense>
      )}
    </search>
  );
}
