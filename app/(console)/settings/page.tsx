import { redirect } from "next/navigation";
import { mayAdminister } from "@/lib/client/may-administer";
import { openPage } from "@/lib/server/page-access";

/** Goes to the first section that is open to whoever asks. */
export default async function SettingsPage() {
  const { caller } = await openPage({
    permission: "signed_in",
    surface: "console",
    address: "/settings",
  });
  redirect(mayAdminister(caller) ? "/settings/connections" : "/settings/account");
}
