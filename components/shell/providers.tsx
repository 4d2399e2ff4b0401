"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { createQueryClient } from "@/lib/client/query-client";
import { Announcer } from "../ui/announcer";
import { Toasts } from "../ui/toast";

/** One cache for all pages below, and the places where results are said. */
export function Providers({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      {children}
      <Toasts />
      <Announcer />
    </QueryClientProvider>
  );
}
