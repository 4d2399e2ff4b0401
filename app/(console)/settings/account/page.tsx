import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { chooseConnection } from "@/app/_page/chosen-connection";
import { ConsolePage } from "@/app/_page/console-page";
import { translate } from "@/app/_page/translate";
import { Words } from "@/app/_page/words";
import { AccountView } from "@/components/account/account-view";
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
  const view = <AccountView secondFactor={caller.secondFactor} />;
  const connection = await chooseConnection(connections);
  if (connection === undefined) {
    return (
      <Words of={["account", "signIn"]}>
        <main className="page">{view}</main>
      </Words>
    );
  }
  return (
    <ConsolePage page={{ caller, connections, connection }} section="account" words={["account", "signIn"]}>
      {view}
    </ConsolePage>
  );
}
