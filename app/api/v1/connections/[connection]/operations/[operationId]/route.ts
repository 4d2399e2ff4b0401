import { showOperation as endpoint, takeBackOperation as takeBackEndpoint } from "@/lib/contracts/operations";
import { ok } from "@/lib/http/answers";
import { route } from "@/lib/server/container";
import { showOperation } from "@/lib/services/operations/show-operation";
import { takeBackOperation } from "@/lib/services/operations/take-back-operation";

export const GET = route(endpoint, async (call) => ok(await showOperation(call)));

export const DELETE = route(takeBackEndpoint, async (call) => ok(await takeBackOperation(call)));
