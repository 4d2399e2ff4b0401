/** What a sign-in gave. All times on our clock. */
export interface NewToken {
  token: string;
  expiresAt: Date;
  /** Gets the next token without the secret, until `refreshUntil`; null where there is no such thing. */
  refreshToken: string | null;
  refreshUntil: Date | null;
}

export interface SharedToken extends NewToken {
  /** Grows with each sign-in: whoever was refused with an older one takes the newer one. */
  generation: number;
}

export interface TokenState {
  generation: number;
  token: SharedToken | null;
  /** The last sign-in was refused: nobody tries again before `until`. `failure` is what `block` was given. */
  blocked: { until: Date; failure: unknown } | null;
  /** The connection was changed since this client was made: its credentials may be the old ones. */
  replaced: boolean;
}

/** Where all processes find the one token of a connection, and agree on who signs in. */
export interface TokenVault {
  read(): Promise<TokenState>;
  /** The right to sign in, for a minute; false when somebody else has it or has just signed in, or we may not. */
  take(generation: number, now: Date): Promise<boolean>;
  /** Ends the right. Null when it was lost meanwhile, as when the credentials were changed. */
  save(token: NewToken): Promise<SharedToken | null>;
  /** Ends the right; nobody signs in before `until`. `dropToken`: the one that is stored is worth nothing. */
  block(refusal: { until: Date; failure: object; dropToken: boolean }): Promise<void>;
  /** Ends the right without news. */
  giveBack(): Promise<void>;
}
