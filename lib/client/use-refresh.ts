"use client";

import { useRouter } from "next/navigation";
import { tellRouter } from "./address";

/** Has the server make the page anew; what was typed and ticked stays. */
export function useRefresh(): () => void {
  const router = useRouter();
  return () => {
    tellRouter();
    router.refresh();
  };
}
