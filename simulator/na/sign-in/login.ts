import type { Answer } from "../../http/answer";
import type { NaCall, NaFront } from "../na-call";
import { NaRefusal } from "../na-refusals";
import { Credential, checkCredentials } from "./check-credentials";
import { openSession } from "./open-session";

/** `POST /iocm/app/sec/v1.1.0/login` (sheet §13.1): a form, not JSON. */
export function login(front: NaFront, call: NaCall): Answer {
  const { headers, body } = call.request;
  if (!/^application\/x-www-form-urlencoded\b/i.test(headers["content-type"]?.toString() ?? "")) {
    throw new NaRefusal("100022", { detail: "Content-Type must be application/x-www-form-urlencoded." });
  }
  const form = new URLSearchParams(Buffer.from(body).toString("utf8"));
  const [appId, secret] = [form.get("appId"), form.get("secret")];
  if (!appId || !secret) throw new NaRefusal("100019", { detail: "appId and secret are mandatory." });
  if (!Credential.safeParse(appId).success || !Credential.safeParse(secret).success) {
    throw new NaRefusal("100022", { detail: "appId or secret is too long." });
  }
  checkCredentials(front, call, { appId, secret });
  return openSession(front);
}
