import type { ReactNode } from "react";
import { Providers } from "@/components/shell/providers";

/** Pages in a portal's frame. Access is each page's own first call. */
export default function EmbedLayout({ children }: { children: ReactNode }) {
  return (
    <div className="embed-page relative">
      <Providers>{children}</Providers>
    </div>
  );
}
