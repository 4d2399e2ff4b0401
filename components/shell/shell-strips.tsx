"use client";

import { SandboxStrip } from "./sandbox-strip";
import { SecondFactorBanner } from "./second-factor-banner";
import type { ConsoleShellProps } from "./shell-props";

type ShellStripsProps = Pick<
  ConsoleShellProps,
  "caller" | "connections" | "connection" | "secondFactorOffer"
>;

/** What holds for every page: that nothing here is real, that the account wants better protection. */
export function ShellStrips({ caller, connections, connection, secondFactorOffer }: ShellStripsProps) {
  return (
    <>
      {connection?.sandbox && (
        <SandboxStrip connection={connection} connections={connections} caller={caller} />
      )}
      {secondFactorOffer && <SecondFactorBanner offer={secondFactorOffer} />}
    </>
  );
}
