"use client";

import { useState } from "react";

export interface Sending<Input> {
  /** What is on its way, the newest of several. */
  pending: Input | null;
  /** What the last one failed with. */
  error: unknown;
  send: (input: Input) => void;
  /** Forgets the failure. */
  reset: () => void;
}

/** Runs an act and tells how it stands: the little of a mutation that a page needs before its table works. */
export function useSending<Input>(run: (input: Input) => Promise<void>): Sending<Input> {
  const [pending, setPending] = useState<Input | null>(null);
  const [error, setError] = useState<unknown>(null);
  const reset = () => setError(null);
  const send = async (input: Input) => {
    reset();
    setPending(() => input);
    try {
      await run(input);
    } catch (fault) {
      setError(fault);
    } finally {
      setPending((newest) => (newest === input ? null : newest));
    }
  };
  return { pending, error, send: (input) => void send(input), reset };
}
