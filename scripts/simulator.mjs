import { runMain } from "./install/run-main.mjs";

await runMain("scripts/simulator/main.ts");
