import { sessionEnd } from "../session-end";

/** Whether a stream is wanted and possible right now. */
export interface Attention {
  visible: boolean;
  online: boolean;
  signedIn: boolean;
  /** The page is being left, or lies in the browser's back-forward cache. */
  leaving: boolean;
}

export interface AttentionSource {
  read: () => Attention;
  subscribe: (changed: () => void) => () => void;
}

/** What the browser says about this page. */
export function watchAttention(): AttentionSource {
  let leaving = false;
  const read = () => ({
    visible: document.visibilityState === "visible",
    online: navigator.onLine,
    signedIn: sessionEnd.read() === null,
    leaving,
  });
  const subscribe = (changed: () => void) => {
    const leave = () => {
      leaving = true;
      changed();
    };
    const come = () => {
      leaving = false;
      changed();
    };
    const stop = sessionEnd.subscribe(changed);
    document.addEventListener("visibilitychange", changed);
    window.addEventListener("online", changed);
    window.addEventListener("offline", changed);
    window.addEventListener("pagehide", leave);
    window.addEventListener("pageshow", come);
    return () => {
      stop();
      document.removeEventListener("visibilitychange", changed);
      window.removeEventListener("online", changed);
      window.removeEventListener("offline", changed);
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("pageshow", come);
    };
  };
  return { read, subscribe };
}
