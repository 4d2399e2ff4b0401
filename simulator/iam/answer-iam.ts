import type { Answer } from "../http/answer";
import { authenticate, type Callers } from "../http/authenticate";
import { isJsonType, tryParseJson } from "../http/parse-json";
import { Query } from "../http/query";
import type { SeenCaller } from "../http/received-call";
import type { DecodedTarget } from "../http/request-target";
import { PlatformRefusal } from "../refusals";
import type { SignedRequest } from "../verify-signature";
import type { IamAccount } from "./iam-account";
import { refuseIam } from "./iam-refusal";
import { issueToken } from "./issue-token";
import { listProjects } from "./list-projects";

/** IAM's calls (sheet §2.3, §3.1); notes in `seen` how the caller proved who it is. */
export function answerIam(
  callers: Callers & { account: IamAccount },
  request: SignedRequest,
  target: DecodedTarget,
  seen: SeenCaller,
): Answer {
  const { account, clock, tokens } = callers;
  const query = new Query(target.query);
  switch (`${request.method} ${target.path}`) {
    case "POST /v3/auth/tokens": {
      const body = isJsonType(request.headers) ? tryParseJson(request.body) : undefined;
      const catalog = query.raw("nocatalog") === undefined;
      return issueToken(account, body, { now: clock.now(), serial: tokens.iam, catalog });
    }
    case "GET /v3/projects":
      try {
        seen.signature = authenticate(request, callers);
      } catch (error) {
        // The platform's word for a token that is no good; IAM has its own.
        const ownToken = error instanceof PlatformRefusal && error.code === "IOTDA.000002";
        if (ownToken) return refuseIam(401, "The request you have made requires authentication.");
        throw error;
      }
      return listProjects(account, query);
    default:
      throw new PlatformRefusal("APIGW.0101");
  }
}
