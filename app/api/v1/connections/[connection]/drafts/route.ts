import { listDrafts as getEndpoint, copyDraft as postEndpoint } from "@/lib/contracts/drafts";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { copyDraft } from "@/lib/services/drafts/copy-draft";
import { listDrafts } from "@/lib/services/drafts/list-drafts";

export const GET = route(getEndpoint, async (call) => ok(await listDrafts(call)));

export const POST = route(postEndpoint, copyDraft);
