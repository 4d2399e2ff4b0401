import { showSelection as endpoint } from "@/lib/contracts/selections";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { showSelection } from "@/lib/services/subtasks/show-selection";

export const GET = route(endpoint, async (call) => ok(await showSelection(call)));
