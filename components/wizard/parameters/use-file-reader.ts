"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { announce } from "../../ui/announcer";
import { longestFile, type ReadFile, readJsonFile } from "./read-json-file";

/** What came of the last file. */
export type FileNews =
  | { kind: "read"; name: string; before: string }
  | { kind: "refused"; name: string; text: string };

/** Takes the document from a file, and remembers what stood there before. */
export function useFileReader(text: string, write: (text: string) => void) {
  const say = useRefusal();
  const t = useTranslations("parameters");
  const [news, setNews] = useState<FileNews | null>(null);
  const take = async (file: File | undefined) => {
    if (!file) return;
    const found = await readJsonFile(file);
    if (found.kind === "read") {
      setNews({ kind: "read", name: file.name, before: text });
      announce(t("fileRead", { name: file.name }));
      write(found.text);
    } else setNews({ kind: "refused", name: file.name, text: say(found) });
  };
  const undo = () => {
    if (news?.kind !== "read") return;
    write(news.before);
    setNews(null);
  };
  return { news, take, undo, dismiss: () => setNews(null) };
}

function useRefusal(): (refusal: Exclude<ReadFile, { kind: "read" }>) => string {
  const t = useTranslations("parameters");
  return (refusal) => {
    if (refusal.why === "syntax")
      return t("fileFault.syntax", { line: refusal.line, column: refusal.column });
    return t(`fileFault.${refusal.why}`, { limit: longestFile / 1024 / 1024 });
  };
}
