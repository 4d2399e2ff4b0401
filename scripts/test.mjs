import { runMain } from "./install/run-main.mjs";

await runMain("scripts/test/main.ts");
