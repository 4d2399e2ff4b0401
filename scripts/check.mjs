import { runMain } from "./install/run-main.mjs";

await runMain("scripts/check/main.ts");
