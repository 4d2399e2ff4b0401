"use client";

import { lazy, type ReactNode, Suspense, useEffect, useSyncExternalStore } from "react";
import { pageAtRest } from "@/lib/client/page-at-rest";
import { sessionEnd } from "@/lib/client/session-end";

const loadPanel = () => import("./sign-in-panel");
const SignInPanel = lazy(async () => ({ default: (await loadPanel()).SignInPanel }));

/**
 * Keeps what is on the page when the session ends: dimmed and out of reach, with a way to sign in beside it.
 * When the person comes back from the other tab, everything goes on where it was.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const ended = useSyncExternalStore(sessionEnd.subscribe, sessionEnd.read, sessionEnd.readOnServer);
  // At hand before it is wanted: nothing may fail when a session ends, least of all what is on the page.
  useEffect(() => {
    void pageAtRest().then(loadPanel);
  }, []);
  return (
    <>
      <div inert={ended !== null} className={ended ? "dim" : undefined}>
        {children}
      </div>
      {ended && (
        <Suspense>
          <SignInPanel since={ended} />
        </Suspense>
      )}
    </>
  );
}
