import { keepSelection as endpoint } from "@/lib/contracts/selections";
import { created } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { keepSelection } from "@/lib/services/subtasks/keep-selection";

export const POST = route(endpoint, async (call) => created(await keepSelection(call)));
