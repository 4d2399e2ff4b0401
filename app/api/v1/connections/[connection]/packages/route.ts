import { listPackages as endpoint } from "@/lib/contracts/pickers";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { listPackages } from "@/lib/services/pickers/list-packages";

export const GET = route(endpoint, async (call) => ok(await listPackages(call)));
