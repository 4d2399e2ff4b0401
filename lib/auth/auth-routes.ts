import type { z } from "zod";
import { ChangePasswordBody, CodeBody, PasswordBody, SignInBody, StepUpBody } from "@/lib/contracts/sign-in";
import { AppError } from "@/lib/errors";
import type { AuthCall, AuthDeps } from "./auth-call";
import { changePassword } from "./routes/change-password";
import {
  disableSecondFactor,
  enableSecondFactor,
  makeBackupCodes,
  verifyBackupCode,
  verifyCode,
} from "./routes/second-factor";
import { signIn } from "./routes/sign-in";
import { signOut } from "./routes/sign-out";
import { stepUp } from "./routes/step-up";
import { checkSameOrigin, namesNoOrigin } from "./same-origin";

export interface AuthRouteDeps extends AuthDeps {
  /** Throws `invalid_input` for another type than JSON, for broken JSON and for too much of it. */
  readJson(request: Request): Promise<unknown>;
}

export interface AuthRequest {
  request: Request;
  requestId: string;
  /** The caller's network address, as our own server established it. */
  address: string | null;
}

type Run = (request: Request, call: AuthCall, deps: AuthRouteDeps) => Promise<Response>;

/** Exactly what is open below `/api/auth`; of the library's other routes none can be reached (security.md S1.2). */
const routes: Record<string, Run> = {
  "POST /api/auth/sign-in/email": withBody(SignInBody, signIn),
  "POST /api/auth/sign-out": (_request, call) => signOut(call),
  "POST /api/auth/step-up": withBody(StepUpBody, stepUp),
  "POST /api/auth/change-password": withBody(ChangePasswordBody, changePassword),
  "POST /api/auth/two-factor/enable": withBody(PasswordBody, enableSecondFactor),
  "POST /api/auth/two-factor/disable": withBody(PasswordBody, disableSecondFactor),
  "POST /api/auth/two-factor/generate-backup-codes": withBody(PasswordBody, makeBackupCodes),
  "POST /api/auth/two-factor/verify-totp": withBody(CodeBody, verifyCode),
  "POST /api/auth/two-factor/verify-backup-code": withBody(CodeBody, verifyBackupCode),
};

export const openAuthRoutes: readonly string[] = Object.keys(routes);

/** Answers one request below `/api/auth`; throws `AppError` for everything that is no success. */
export async function answerAuthRequest(
  { request, requestId, address }: AuthRequest,
  deps: AuthRouteDeps,
): Promise<Response> {
  const name = `${request.method} ${new URL(request.url).pathname}`;
  const run = Object.hasOwn(routes, name) ? routes[name] : undefined;
  if (!run) throw new AppError("not_found", "There is nothing here.");
  const { headers } = request;
  // A script that brings no cookie has nothing a foreign page could use.
  if (headers.has("cookie") || !namesNoOrigin(headers)) {
    checkSameOrigin({ headers, appOrigin: deps.appOrigin });
  }
  return run(request, { headers, body: null, requestId, address, deps }, deps);
}

function withBody<Schema extends z.ZodType>(
  schema: Schema,
  handle: (call: AuthCall<z.infer<Schema>>) => Promise<Response>,
): Run {
  return async (request, call, deps) => {
    const parsed = schema.safeParse(await deps.readJson(request));
    if (parsed.success) return handle({ ...call, body: parsed.data });
    const invalidParams = parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
    throw new AppError("invalid_input", "The request is not valid.", { invalidParams });
  };
}
