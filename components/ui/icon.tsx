import type { IconName } from "./icons";

/** A drawing (`icon-drawings.tsx`) beside words that say the same: hidden from screen readers. */
export function Icon({
  name,
  size,
  className,
}: {
  name: IconName;
  size?: "s" | "xs" | "l";
  className?: string;
}) {
  return (
    <svg
      className={["i", size, className].filter(Boolean).join(" ")}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <use href={`#icon-${name}`} />
    </svg>
  );
}
