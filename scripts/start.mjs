import { runMain } from "./install/run-main.mjs";

await runMain("scripts/start/main.ts");
