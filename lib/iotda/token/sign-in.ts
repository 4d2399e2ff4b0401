/** A token fresh from the platform. How long it lives is counted from the answer, so that clocks need not agree. */
export interface IssuedToken {
  token: string;
  lifetimeMs: number;
  /** Gets the next token without the secret; null where there is no such thing. */
  refreshToken: string | null;
  refreshMs: number | null;
}

/** How one kind of platform hands out tokens; both reject with `PlatformError`. */
export interface SignIn {
  /** With password or secret. */
  login(signal: AbortSignal): Promise<IssuedToken>;
  refresh?(refreshToken: string, signal: AbortSignal): Promise<IssuedToken>;
  /** How long before its end a token is renewed. */
  renewBeforeMs: number;
}
