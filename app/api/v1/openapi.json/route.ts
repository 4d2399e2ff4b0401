import { showApiDescription } from "@/lib/contracts/api-description";
import { ok } from "@/lib/http/answers";
import { describeApi } from "@/lib/http/openapi/describe-api";
import { route } from "@/lib/server/container";

export const GET = route(showApiDescription, async () => ok(describeApi()));
