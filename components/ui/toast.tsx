"use client";

import { useSyncExternalStore } from "react";
import { useTranslations } from "use-intl";
import { Icon } from "./icon";
import type { IconName } from "./icons";

interface Toast {
  id: number;
  text: string;
  icon: IconName;
  tone: "success" | "fail" | "waiting";
  /** What takes the result back. */
  undo?: { text: string; onPress: () => void };
}

const none: readonly Toast[] = [];
let toasts: readonly Toast[] = none;
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Shows a result for six seconds. Errors never come this way: they stay where they happened. */
export function showToast(toast: Omit<Toast, "id">): void {
  lastId += 1;
  set([...toasts.slice(-3), { ...toast, id: lastId }]);
}

const dismiss = (id: number) => set(toasts.filter((toast) => toast.id !== id));
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function Toasts() {
  const shown = useSyncExternalStore(
    subscribe,
    () => toasts,
    () => none,
  );
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

/** Its life is a silent CSS animation, which hover and focus pause: nothing vanishes while it is read. */
function ToastCard({ toast }: { toast: Toast }) {
  const t = useTranslations("common");
  return (
    <div className={`toast s-${toast.tone}`} onAnimationEnd={() => dismiss(toast.id)}>
      <Icon name={toast.icon} />
      <span className="any">{toast.text}</span>
      {toast.undo && (
        <button
          type="button"
          className="linkbtn"
          onClick={() => {
            dismiss(toast.id);
            toast.undo?.onPress();
          }}
        >
          {toast.undo.text}
        </button>
      )}
      <button type="button" className="iconbtn" aria-label={t("close")} onClick={() => dismiss(toast.id)}>
        <Icon name="x" size="s" />
      </button>
    </div>
  );
}
