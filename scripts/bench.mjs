import { runMain } from "./install/run-main.mjs";

await runMain("scripts/bench/main.ts");
