import { search as endpoint } from "@/lib/contracts/search";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { search } from "@/lib/services/search/search";

export const GET = route(endpoint, async (call) => ok(await search(call)));
