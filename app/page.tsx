import { redirect } from "next/navigation";
import { NoConnection } from "@/components/shell/no-connection";
import { mayAdminister } from "@/lib/client/may-administer";
import { openPage } from "@/lib/server/page-access";
import { chooseConnection } from "./_page/chosen-connection";
import { Words } from "./_page/words";

/** Goes to the last used connection's tasks, else to the first one the caller may see; to its form before there is one. */
export default async function HomePage() {
  const { connections, caller } = await openPage({
    permission: "signed_in",
    surface: "console",
    address: "/",
  });
  const chosen = await chooseConnection(connections);
  if (chosen) redirect(`/c/${chosen.slug}/tasks`);
  if (mayAdminister(caller)) redirect("/settings/connections/new");
  return (
    <Words of={["shell"]}>
      <NoConnection caller={caller} />
    </Words>
  );
}
