import { listDevices as endpoint } from "@/lib/contracts/fleet-pickers";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { listDevices } from "@/lib/services/pickers/list-devices";

export const GET = route(endpoint, async (call) => ok(await listDevices(call)));
