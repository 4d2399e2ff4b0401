import { revealSubtask as endpoint } from "@/lib/contracts/reveal-subtask";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { revealSubtask } from "@/lib/services/subtasks/reveal-subtask";

export const POST = route(endpoint, async (call) => ok(await revealSubtask(call)));
