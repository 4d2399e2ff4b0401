import { type LoadPlan, putLoad } from "./load";

/** Puts load on a server from a process of its own, so that the one who measures is not what is measured. */
process.on("message", (plan: LoadPlan) => {
  putLoad(plan).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ failure: String(error) }),
  );
});
process.send?.({ type: "ready" });
