import { type RefObject, useEffect, useRef } from "react";

/**
 * Calls a sleeping part as soon as a pointer or the focus comes near it, and presses the button again that was pressed
 * too early, when the part is awake. Links work asleep.
 */
export function useEarlyPress(root: RefObject<HTMLElement | null>, awake: boolean, call: () => void): void {
  const pressed = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const part = root.current;
    if (awake || !part) {
      pressed.current?.click();
      pressed.current = null;
      return;
    }
    const isInside = (target: EventTarget | null): target is Element =>
      target instanceof Element && part.contains(target);
    const onNear = ({ target }: Event) => {
      if (isInside(target)) call();
    };
    const onPress = ({ target }: Event) => {
      if (!isInside(target)) return;
      call();
      pressed.current = target.closest("button");
    };
    // React had it: the part woke with this very press.
    const onDelivered = () => {
      pressed.current = null;
    };
    // On the window, which comes before React: it stops at the document what it cannot deliver yet.
    window.addEventListener("pointerover", onNear, true);
    window.addEventListener("focusin", onNear, true);
    window.addEventListener("click", onPress, true);
    part.addEventListener("click", onDelivered, true);
    return () => {
      window.removeEventListener("pointerover", onNear, true);
      window.removeEventListener("focusin", onNear, true);
      window.removeEventListener("click", onPress, true);
      part.removeEventListener("click", onDelivered, true);
    };
  }, [root, awake, call]);
}
