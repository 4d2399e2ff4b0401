import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ConsolePage } from "@/app/_page/console-page";
import { prefetchDevice } from "@/app/_page/device";
import type { OfDevice, PageProps } from "@/app/_page/page-props";
import { readSegment } from "@/app/_page/read-segment";
import { translate } from "@/app/_page/translate";
import { DeviceHeader } from "@/components/devices/device-header";
import { DeviceView } from "@/components/devices/device-view";
import { deviceAddress } from "@/lib/client/device-url";
import { pageAddress } from "@/lib/client/page-address";
import { createQueryClient } from "@/lib/client/query-client";
import { DeviceParams } from "@/lib/contracts/device-tasks";
import { openPage } from "@/lib/server/page-access";

export async function generateMetadata(): Promise<Metadata> {
  const t = await translate("device");
  return { title: t("pageTitle") };
}

/** One device across all tasks. */
export default async function DevicePage({ params, searchParams }: PageProps<OfDevice>) {
  const [{ connection, deviceId: segment }, search] = await Promise.all([params, searchParams]);
  const deviceId = readSegment(segment);
  const page = await openPage({
    permission: "read",
    connection,
    surface: "console",
    address: pageAddress(deviceAddress(connection, deviceId ?? ""), search),
  });
  if (deviceId === null || !DeviceParams.shape.deviceId.safeParse(deviceId).success) notFound();
  const queryClient = createQueryClient();
  await prefetchDevice(queryClient, page, { connection, deviceId }, search);
  return (
    <ConsolePage page={page} words={["device", "task", "advice", "causes"]} queryClient={queryClient}>
      <DeviceHeader connection={connection} deviceId={deviceId} />
      <DeviceView connection={connection} deviceId={deviceId} />
    </ConsolePage>
  );
}
