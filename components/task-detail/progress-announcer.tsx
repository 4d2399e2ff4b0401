"use client";

import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import type { Task } from "@/lib/contracts/tasks";
import { countSettled } from "@/lib/domain/progress";
import { announce } from "../ui/announcer";

const everyMs = 15_000;

/** Tells screen readers how far it is, at most every 15 seconds and only when it moved. */
export function ProgressAnnouncer({ task }: { task: Task }) {
  const t = useTranslations("task");
  const text = t("announce", {
    settled: countSettled(task.progress),
    total: task.progress.total,
    failed: task.progress.fail,
  });
  const latest = useRef({ text, said: text });
  useEffect(() => {
    latest.current.text = text;
  }, [text]);
  useEffect(() => {
    const timer = setInterval(() => {
      if (latest.current.text === latest.current.said) return;
      latest.current.said = latest.current.text;
      announce(latest.current.text);
    }, everyMs);
    return () => clearInterval(timer);
  }, []);
  return null;
}
