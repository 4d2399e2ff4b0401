import { showProduct as endpoint } from "@/lib/contracts/products";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { showProduct } from "@/lib/services/pickers/show-product";

export const GET = route(endpoint, async (call) => ok(await showProduct(call)));
