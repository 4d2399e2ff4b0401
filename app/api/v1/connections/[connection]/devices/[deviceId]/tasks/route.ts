import { listDeviceTasks as endpoint } from "@/lib/contracts/device-tasks";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { listDeviceTasks } from "@/lib/services/devices/list-device-tasks";

export const GET = route(endpoint, async (call) => ok(await listDeviceTasks(call)));
