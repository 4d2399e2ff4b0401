import { freezeTask as endpoint } from "@/lib/contracts/frozen";
import { created } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { freezeTask } from "@/lib/services/frozen/freeze-task";

export const POST = route(endpoint, async (call) => created(await freezeTask(call)));
