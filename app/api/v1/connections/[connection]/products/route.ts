import { listProducts as endpoint } from "@/lib/contracts/products";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { listProducts } from "@/lib/services/pickers/list-products";

export const GET = route(endpoint, async (call) => ok(await listProducts(call)));
