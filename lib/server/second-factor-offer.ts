import "server-only";
import { cookies } from "next/headers";
import type { CallerInfo } from "@/lib/contracts/session";
import { offerLaterCookie } from "@/lib/i18n/locales";
import { getContainer } from "./container";

/** `offered` can be put off for a while; `needed`: without one nobody is more than a viewer (security.md S1.6). */
export type SecondFactorOffer = "offered" | "needed";

/** What to tell this person about a second factor; null when there is nothing to say. */
export async function findSecondFactorOffer(caller: CallerInfo): Promise<SecondFactorOffer | null> {
  if (caller.secondFactor !== false) return null;
  const { env } = await getContainer();
  if (env.secondFactor === "required") return "needed";
  const aboveViewer = Object.values(caller.grants).some((roles) => roles.some((role) => role !== "viewer"));
  const putOff = (await cookies()).has(offerLaterCookie);
  return aboveViewer && !putOff ? "offered" : null;
}
