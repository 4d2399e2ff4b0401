"use client";

import { useEffect, useRef, useState } from "react";
import { type ApiError, asApiError } from "@/lib/client/api-error";
import { type DownloadProgress, fetchDownload, saveFile } from "@/lib/client/fetch-download";
import type { Endpoint } from "@/lib/contracts/endpoint";

export type ExportState =
  | { step: "choosing"; error: ApiError | null }
  | { step: "running"; progress: DownloadProgress | null }
  | { step: "saved"; name: string; progress: DownloadProgress | null };

/** Milliseconds between two looks at how far it is. */
const tellEvery = 200;

/** One export at a time; leaving the page, or closing what shows it, ends it. */
export function useExport() {
  const [state, setState] = useState<ExportState>({ step: "choosing", error: null });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function start(endpoint: Pick<Endpoint, "path">, params: object, query: object): Promise<void> {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const { signal } = controller;
    let progress: DownloadProgress | null = null;
    setState({ step: "running", progress });
    const tell = () => !signal.aborted && setState({ step: "running", progress });
    const timer = setInterval(tell, tellEvery);
    try {
      const file = await fetchDownload(endpoint, {
        ...{ params, query, signal },
        onProgress: (now) => {
          progress = now;
        },
      });
      if (signal.aborted) return;
      saveFile(file);
      setState({ step: "saved", name: file.name, progress });
    } catch (error) {
      if (!signal.aborted) setState({ step: "choosing", error: asApiError(error) });
    } finally {
      clearInterval(timer);
    }
  }

  return {
    state,
    start,
    cancel() {
      running.current?.abort();
      setState({ step: "choosing", error: null });
    },
  };
}
