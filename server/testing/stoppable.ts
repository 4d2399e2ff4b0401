import { createLogger } from "@/lib/log";
import { stopOnSignals } from "../stop-on-signals";

/** A process with nothing but the way it ends; it says "up" once it listens for signals. */
stopOnSignals(createLogger({ name: "test", level: "silent" }), async () => {});
setInterval(() => {}, 60_000);
process.stdout.write("up\n");
