/** Kinds of tokens that can be made to expire: IAM's, the legacy API's access tokens, and its refresh tokens too. */
export const EXPIRABLE = ["iam", "na", "na-refresh"] as const;
export type Expirable = (typeof EXPIRABLE)[number];

/** Who refuses an IAM token that was made to expire: the platform (`IOTDA.000002`) or the gateway (`APIGW.0307`). */
export type TokenRefuser = "platform" | "gateway";

export type TokenSerialsState = {
  iam: number;
  refuser: TokenRefuser;
  access: number;
  refresh: number;
  last: number;
};

/** Tokens prove themselves; which of them still count is remembered by number, so that a restart changes nothing. */
export class TokenSerials {
  private state: TokenSerialsState = { iam: 0, refuser: "platform", access: 0, refresh: 0, last: 0 };

  /** IAM tokens with another number were made to expire. */
  get iam(): number {
    return this.state.iam;
  }

  get refuser(): TokenRefuser {
    return this.state.refuser;
  }

  /** Number of the only valid access token of the legacy API. */
  get access(): number {
    return this.state.access;
  }

  get refresh(): number {
    return this.state.refresh;
  }

  /** A sign-in to the legacy API: its tokens are the newest, all before it are void (sheet §13.1). */
  signIn(): void {
    const last = this.state.last + 1;
    this.state = { ...this.state, last, access: last, refresh: last };
  }

  expire(kind: Expirable, refuser: TokenRefuser = "platform"): void {
    const last = this.state.last + 1;
    if (kind === "iam") this.state = { ...this.state, last, iam: last, refuser };
    else if (kind === "na") this.state = { ...this.state, last, access: last };
    else this.state = { ...this.state, last, access: last, refresh: last };
  }

  dump(): TokenSerialsState {
    return this.state;
  }

  restore(state: TokenSerialsState): void {
    this.state = state;
  }
}
