import { listActivity as endpoint } from "@/lib/contracts/activity";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { listActivity } from "@/lib/services/activity/list-activity";

export const GET = route(endpoint, async (call) => ok(await listActivity(call)));
