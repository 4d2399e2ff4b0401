import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { NoConnection } from "@/components/shell/no-connection";
import { lastConnectionCookie } from "@/lib/i18n/locales";
import { openPage } from "@/lib/server/page-access";
import { Words } from "./_page/words";

/** Goes to the last used connection's tasks, else to the first one the caller may see. */
export default async function HomePage() {
  const { connections, caller } = await openPage({
    permission: "signed_in",
    surface: "console",
    address: "/",
  });
  const last = (await cookies()).get(lastConnectionCookie)?.value;
  const chosen =
    connections.find(({ slug }) => slug === last) ??
    connections.find(({ archived }) => !archived) ??
    connections[0];
  if (chosen) redirect(`/c/${chosen.slug}/tasks`);
  return (
    <Words of={["shell"]}>
      <NoConnection caller={caller} />
    </Words>
  );
}
