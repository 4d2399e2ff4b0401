"use client";

import { type ComponentType, lazy, memo, Suspense } from "react";
import { pageAtRest } from "@/lib/client/page-at-rest";

/**
 * A part that is in the page as it is sent, and wakes when the page is at rest: its code stands before nobody's. Its
 * props must not change until then (hand values that do through `useDeferredValue`): React would empty a part that
 * changes before it is awake.
 */
export function wakeLate<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  const Part = lazy(async () => {
    await pageAtRest();
    return { default: await load() };
  });
  // Every caller gives it all the props of the part; `lazy` only adds a ref that none of them takes.
  const Awake = Part as unknown as ComponentType<Props>;
  return memo(function Late(props: Props) {
    return (
      <Suspense>
        <Awake {...props} />
      </Suspense>
    );
  });
}
