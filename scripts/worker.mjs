import { runMain } from "./install/run-main.mjs";

await runMain("scripts/worker/main.ts");
