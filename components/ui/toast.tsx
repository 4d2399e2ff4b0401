"use client";

import { lazy, Suspense, useEffect, useSyncExternalStore } from "react";
import { pageAtRest } from "@/lib/client/page-at-rest";
import type { Toast } from "./toast-card";

const loadCard = () => import("./toast-card");
const ToastCard = lazy(async () => ({ default: (await loadCard()).ToastCard }));

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
  useEffect(() => {
    void pageAtRest().then(loadCard);
  }, []);
  const shown = useSyncExternalStore(
    subscribe,
    () => toasts,
    () => none,
  );
  return (
    <div className="toasts" role="status" aria-live="polite">
      <Suspense>
        {shown.map((toast) => (
          <ToastCard key={toast.id} toast={toast} onDismiss={dismiss} />
        ))}
      </Suspense>
    </div>
  );
}
