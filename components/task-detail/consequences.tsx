import type { ReactNode } from "react";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icons";

interface Consequence {
  key: string;
  kind: "stays" | "warning" | "ends";
  text: ReactNode;
}

const icons: Record<Consequence["kind"], IconName> = { stays: "check", warning: "warn", ends: "x" };

/** What stays as it is, what may come otherwise, and what cannot be had back. */
export function Consequences({ lines }: { lines: readonly (Consequence | false)[] }) {
  return (
    <ul className="cons">
      {lines.map(
        (line) =>
          line && (
            <li key={line.key}>
              <Icon name={icons[line.kind]} size="s" />
              <span>{line.text}</span>
            </li>
          ),
      )}
    </ul>
  );
}
