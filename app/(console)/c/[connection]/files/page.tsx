import type { Metadata } from "next";
import { ConsolePage } from "@/app/_page/console-page";
import type { InConnection, PageProps } from "@/app/_page/page-props";
import { translate } from "@/app/_page/translate";
import { FilesFreshness } from "@/components/files/files-freshness";
import { FilesView } from "@/components/files/files-view";
import { NoFiles } from "@/components/files/no-files";
import { createHindrance } from "@/lib/client/may-create";
import { pageAddress } from "@/lib/client/page-address";
import { openPage } from "@/lib/server/page-access";

export async function generateMetadata(): Promise<Metadata> {
  const t = await translate("files");
  return { title: t("pageTitle") };
}

/** Workbooks on the platform and here. They are read from the platform, so the browser asks once the page stands. */
export default async function FilesPage({ params, searchParams }: PageProps<InConnection>) {
  const [{ connection: slug }, search] = await Promise.all([params, searchParams]);
  const page = await openPage({
    permission: "read",
    connection: slug,
    surface: "console",
    address: pageAddress(`/c/${slug}/files`, search),
  });
  const { caller, connection } = page;
  const none = connection.kind === "na" ? "legacy" : connection.archived ? "archived" : null;
  return (
    <ConsolePage
      page={page}
      section="files"
      words={["files"]}
      freshness={none ? undefined : <FilesFreshness connection={slug} />}
    >
      {none ? (
        <NoFiles reason={none} connection={slug} />
      ) : (
        <FilesView connection={connection} hindrance={createHindrance(caller, connection)} />
      )}
    </ConsolePage>
  );
}
