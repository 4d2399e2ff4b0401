import type { ReactNode } from "react";
import { Providers } from "@/components/shell/providers";
import { WizardDraftProvider } from "@/components/wizard/draft-provider";

/** What outlives a page: the cache of answers and the task being drafted. Access is each page's own first call. */
export default function ConsoleLayout({ children }: { children: ReactNode }) {
  return (
    <Providers>
      <WizardDraftProvider>{children}</WizardDraftProvider>
    </Providers>
  );
}
