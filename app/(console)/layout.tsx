import type { ReactNode } from "react";
import { Providers } from "@/components/shell/providers";

/** What outlives a page: the cache of answers. Access is each page's own first call. */
export default function ConsoleLayout({ children }: { children: ReactNode }) {
  return <Providers>{children}</Providers>;
}
