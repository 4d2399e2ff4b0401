import { Words } from "@/app/_page/words";
import { EmbedSignIn } from "@/components/sign-in/embed-sign-in";
import { readDestination } from "@/lib/server/page-reads";

interface EmbedSignInPageProps {
  searchParams: Promise<{ next?: string | string[] }>;
}

/** A frame without a session: no data, and a way to sign in beside the portal. */
export default async function EmbedSignInPage({ searchParams }: EmbedSignInPageProps) {
  const { next } = await searchParams;
  const wanted = readDestination(next);
  return (
    <Words of={["signIn"]}>
      <EmbedSignIn next={wanted.startsWith("/embed/c/") ? wanted : null} />
    </Words>
  );
}
