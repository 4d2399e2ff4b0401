import { forgetToTellRouter, tellRouter } from "@/lib/client/address";

/** Next calls this before it goes to another page. */
export function onRouterTransitionStart(_address: string, kind: "push" | "replace" | "traverse"): void {
  if (kind !== "traverse") tellRouter();
  forgetToTellRouter();
}
