import type { Metadata } from "next";
import { translate } from "@/app/_page/translate";
import { Words } from "@/app/_page/words";
import { SignInCard } from "@/components/sign-in/sign-in-card";
import { readDestination } from "@/lib/server/page-reads";

export async function generateMetadata(): Promise<Metadata> {
  const t = await translate("signIn");
  return { title: t("pageTitle") };
}

interface LoginPageProps {
  searchParams: Promise<{ next?: string | string[] }>;
}

/** Signing in, on the way to somewhere. */
export default async function LoginPage({ searchParams }: LoginPageProps) {
  const { next } = await searchParams;
  return (
    <Words of={["signIn"]}>
      <SignInCard next={readDestination(next)} />
    </Words>
  );
}
