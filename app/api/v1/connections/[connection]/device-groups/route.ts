import { listDeviceGroups as endpoint } from "@/lib/contracts/fleet-pickers";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { listDeviceGroups } from "@/lib/services/pickers/list-device-groups";

export const GET = route(endpoint, async (call) => ok(await listDeviceGroups(call)));
