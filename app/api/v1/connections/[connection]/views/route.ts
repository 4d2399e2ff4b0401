import { listViews as getEndpoint, createView as postEndpoint } from "@/lib/contracts/saved-views";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { createView } from "@/lib/services/views/create-view";
import { listViews } from "@/lib/services/views/list-views";

export const GET = route(getEndpoint, async (call) => ok(await listViews(call)));

export const POST = route(postEndpoint, createView);
