import type { Metadata } from "next";
import { chooseConnection } from "@/app/_page/chosen-connection";
import { ConsolePage } from "@/app/_page/console-page";
import type { PageProps } from "@/app/_page/page-props";
import { translate } from "@/app/_page/translate";
import { AdviceView } from "@/components/settings/advice/advice-view";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { mayAdminister } from "@/lib/client/may-administer";
import { createHindrance } from "@/lib/client/may-create";
import { pageAddress } from "@/lib/client/page-address";
import { openPage } from "@/lib/server/page-access";

export async function generateMetadata(): Promise<Metadata> {
  const t = await translate("causes");
  return { title: t("pageTitle") };
}

/** What the team knows of causes of failure, a connection at a time. */
export default async function AdvicePage({ searchParams }: PageProps<object>) {
  const page = await openPage({
    permission: "signed_in",
    surface: "console",
    address: pageAddress("/settings/advice", await searchParams),
  });
  const { caller, connections } = page;
  const connection = await chooseConnection(connections);
  return (
    <ConsolePage
      page={{ caller, connections, connection }}
      section="settings"
      words={["settings", "advice", "causes"]}
    >
      <SettingsFrame current="advice" administers={mayAdminister(caller)}>
        <AdviceView
          first={connection?.slug ?? ""}
          connections={connections.map((each) => {
            const hindrance = createHindrance(caller, each);
            return {
              slug: each.slug,
              name: each.name,
              mayNote: hindrance === null || hindrance === "read_only",
            };
          })}
        />
      </SettingsFrame>
    </ConsolePage>
  );
}
