import { watchEvents as endpoint } from "@/lib/contracts/events";
import { events } from "@/lib/http/answers";
import { getContainer, route } from "@/lib/server/container";
import { watchEvents } from "@/lib/services/events/watch-events";

export const GET = route(endpoint, async (call) => {
  const { live } = await getContainer();
  return events(await watchEvents({ ...call, live }));
});
