import "./globals.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { ClockProvider } from "@/components/time/clock";
import { BundledFonts } from "@/components/ui/bundled-fonts";
import { EarlyPress } from "@/components/ui/early-press";
import { IconDrawings } from "@/components/ui/icon-drawings";
import { readRequestView } from "@/lib/i18n/request-view";
import { EarlyPressKeeper } from "./_page/early-press-keeper";
import { CommonWords } from "./_page/words";

export const metadata: Metadata = {
  title: "Muster",
  icons: { icon: "/favicon.svg" },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

/** Language, theme and clock of the reader are known before the first byte: nothing flashes, nothing jumps. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const view = await readRequestView();
  return (
    // Fonts may be here before React is.
    <html lang={view.locale} data-theme={view.theme ?? undefined} suppressHydrationWarning>
      <body>
        <EarlyPressKeeper />
        <BundledFonts />
        <IconDrawings />
        <CommonWords>
          <ClockProvider now={view.now} timeZone={view.timeZone}>
            {children}
          </ClockProvider>
        </CommonWords>
        <EarlyPress />
      </body>
    </html>
  );
}
