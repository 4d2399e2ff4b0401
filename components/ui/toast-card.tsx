"use client";

import { useTranslations } from "use-intl";
import { Icon } from "./icon";
import type { IconName } from "./icons";

export interface Toast {
  id: number;
  text: string;
  icon: IconName;
  tone: "success" | "fail" | "waiting";
  /** What takes the result back. */
  undo?: { text: string; onPress: () => void };
}

interface ToastCardProps {
  toast: Toast;
  onDismiss: (id: number) => void;
}

/** Its life is a silent CSS animation, which hover and focus pause: nothing vanishes while it is read. */
export function ToastCard({ toast, onDismiss }: ToastCardProps) {
  const t = useTranslations("common");
  return (
    <div className={`toast s-${toast.tone}`} onAnimationEnd={() => onDismiss(toast.id)}>
      <Icon name={toast.icon} />
      <span className="any">{toast.text}</span>
      {toast.undo && (
        <button
          type="button"
          className="linkbtn"
          onClick={() => {
            onDismiss(toast.id);
            toast.undo?.onPress();
          }}
        >
          {toast.undo.text}
        </button>
      )}
      <button type="button" className="iconbtn" aria-label={t("close")} onClick={() => onDismiss(toast.id)}>
        <Icon name="x" size="s" />
      </button>
    </div>
  );
}
