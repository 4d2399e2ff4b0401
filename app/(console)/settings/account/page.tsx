import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { chooseConnection } from "@/app/_page/chosen-connection";
import { ConsolePage } from "@/app/_page/console-page";
import { translate } from "@/app/_page/translate";
import { AccountView } from "@/components/account/account-view";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { mayAdminister } from "@/lib/client/may-administer";
import { openPage } from "@/lib/server/page-access";

export async function generateMetadata(): Promise<Metadata> {
  const t = await translate("account");
  return { title: t("pageTitle") };
}

/** One's own password and second factor (security.md S1.6); also for people without a role on any connection. */
export default async function AccountPage() {
  const page = await openPage({
    permission: "signed_in",
    surface: "console",
    address: "/settings/account",
  });
  const { caller, connections } = page;
  // A token has neither password nor second factor.
  if (caller.secondFactor === null) notFound();
  const connection = await chooseConnection(connections);
  return (
    <ConsolePage
      page={{ caller, connections, connection }}
      section="account"
      words={["settings", "account", "signIn"]}
    >
      <SettingsFrame current="account" administers={mayAdminister(caller)}>
        <AccountView secondFactor={caller.secondFactor} />
      </SettingsFrame>
    </ConsolePage>
  );
}
