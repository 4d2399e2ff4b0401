"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { type ApiError, asApiError } from "@/lib/client/api-error";
import { fileKeys, uploadFileNow } from "@/lib/client/file-queries";
import type { StoredFile } from "@/lib/contracts/files";
import { findEarlyRefusal } from "./early-refusal";

export type UploadState =
  | { kind: "idle" }
  /** `share` of its bytes have left; at 1 the platform is taking it. */
  | { kind: "sending"; name: string; share: number }
  /** Not sent: `rule` is a word of the catalogue `hint`. */
  | { kind: "refused"; name: string; rule: string }
  | { kind: "failed"; name: string; error: ApiError };

const idle: UploadState = { kind: "idle" };

/** Puts one workbook at a time on the platform; ended when the dialog goes. */
export function useUpload(connection: string, onStored: (file: StoredFile) => void) {
  const queryClient = useQueryClient();
  const [state, setState] = useState<UploadState>(idle);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  // Also after a failure: an answer that was lost may have left a file on the platform.
  const refresh = () => void queryClient.invalidateQueries({ queryKey: fileKeys.list(connection) });

  const send = async (file: File) => {
    running.current?.abort();
    const { name } = file;
    const rule = findEarlyRefusal(file);
    if (rule !== null) return setState({ kind: "refused", name, rule });
    const control = new AbortController();
    running.current = control;
    setState({ kind: "sending", name, share: 0 });
    try {
      const stored = await uploadFileNow(connection, file, {
        onProgress: (sent, total) =>
          setState({ kind: "sending", name, share: total > 0 ? Math.min(1, sent / total) : 0 }),
        signal: control.signal,
      });
      setState(idle);
      onStored(stored);
    } catch (error) {
      const fault = control.signal.aborted ? null : asApiError(error);
      if (running.current === control) setState(fault ? { kind: "failed", name, error: fault } : idle);
    } finally {
      refresh();
    }
  };
  return { state, send: (file: File) => void send(file), cancel: () => running.current?.abort() };
}
