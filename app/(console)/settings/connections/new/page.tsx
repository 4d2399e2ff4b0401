import type { Metadata } from "next";
import { ConnectionSettingsPage } from "@/app/_page/settings-page";
import { translate } from "@/app/_page/translate";
import { ConnectionForm } from "@/components/settings/connection-form";
import { FirstRun } from "@/components/settings/first-run";
import { reservedSlugs } from "@/lib/contracts/reserved-slugs";
import { openPage } from "@/lib/server/page-access";

export async function generateMetadata(): Promise<Metadata> {
  const t = await translate("settings");
  return { title: t("addPageTitle") };
}

/** The form for one more connection; for the first one with what happens next beside it. */
export default async function NewConnectionPage() {
  const page = await openPage({
    permission: "administer",
    surface: "console",
    address: "/settings/connections/new",
  });
  const living = page.connections.filter(({ archived }) => !archived);
  const taken = [...reservedSlugs, ...living.map(({ slug }) => slug)];
  const sandbox = living.find((connection) => connection.sandbox)?.slug ?? null;
  const first = living.every((connection) => connection.sandbox);
  return (
    <ConnectionSettingsPage page={page} bare={first}>
      {first ? <FirstRun taken={taken} sandbox={sandbox} /> : <ConnectionForm saved={null} taken={taken} />}
    </ConnectionSettingsPage>
  );
}
