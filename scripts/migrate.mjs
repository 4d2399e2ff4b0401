import { runMain } from "./install/run-main.mjs";

await runMain("scripts/migrate/main.ts");
