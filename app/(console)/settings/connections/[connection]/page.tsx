import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { InConnection, PageProps } from "@/app/_page/page-props";
import { ConnectionSettingsPage } from "@/app/_page/settings-page";
import { translate } from "@/app/_page/translate";
import { ConnectionForm } from "@/components/settings/connection-form";
import { openPage } from "@/lib/server/page-access";

export async function generateMetadata(): Promise<Metadata> {
  const t = await translate("settings");
  return { title: t("changePageTitle") };
}

/** The form of a connection that the settings own; others are changed where they come from. */
export default async function ChangeConnectionPage({ params }: PageProps<InConnection>) {
  const { connection } = await params;
  const page = await openPage({
    permission: "administer",
    surface: "console",
    address: `/settings/connections/${encodeURIComponent(connection)}`,
  });
  const saved = page.connections.find(({ slug }) => slug === connection);
  if (!saved || saved.archived || saved.source !== "settings") notFound();
  return (
    <ConnectionSettingsPage page={page}>
      <ConnectionForm saved={saved} taken={[]} />
    </ConnectionSettingsPage>
  );
}
