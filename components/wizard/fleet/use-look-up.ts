import { useEffect, useRef, useState } from "react";
import { type LookedUp, lookUpTargets } from "@/lib/client/target-checks";

export interface LookUpInput {
  connection: string;
  /** Those the task is meant for; null when any will do. */
  productIds: readonly string[] | null;
  /** Asked for when the look-up starts: the list itself stays out of React. */
  ids: () => readonly string[] | Promise<readonly string[]>;
  /** Changes whenever the list does, so that an old result is not taken for one of it. */
  stamp: string | number;
  /** Told what is known, also of a look-up that ended early. */
  onFound?: (found: LookedUp) => void;
}

export interface LookUpControls {
  /** What is known so far; null before the first answer. */
  found: LookedUp | null;
  busy: boolean;
  /** The list was changed since. */
  stale: boolean;
  start: () => Promise<void>;
  cancel: () => void;
}

/** One look-up at a time, cancelled when its screen goes away. */
export function useLookUp({ connection, productIds, ids, stamp, onFound }: LookUpInput): LookUpControls {
  const [state, setState] = useState<{ found: LookedUp | null; stamp: string | number }>({
    found: null,
    stamp,
  });
  const [busy, setBusy] = useState(false);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const start = async () => {
    stop.current?.abort();
    const control = new AbortController();
    stop.current = control;
    setBusy(true);
    setState({ found: null, stamp });
    const onProgress = (found: LookedUp) => setState({ found, stamp });
    try {
      const given = { connection, productIds, onProgress, signal: control.signal };
      const found = await lookUpTargets({ ...given, ids: await ids() });
      if (stop.current !== control || (found.items.length === 0 && control.signal.aborted)) return;
      setState({ found, stamp });
      onFound?.(found);
    } finally {
      // Also when the list could not be had: the button works again.
      if (stop.current === control) setBusy(false);
    }
  };
  return {
    ...{ found: state.found, busy, start },
    stale: state.found !== null && state.stamp !== stamp,
    cancel: () => stop.current?.abort(),
  };
}
