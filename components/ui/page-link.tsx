"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps, MouseEvent } from "react";

interface PageLinkProps extends ComponentProps<"a"> {
  /** A path of the console itself. */
  href: string;
}

/**
 * A way to another page of the console that loads nothing before it is taken. `next/link` can do more, of which we want
 * nothing (a page reads the database), and weighs 4 KiB on every page.
 */
export function PageLink({ href, onClick, ...rest }: PageLinkProps) {
  const router = useRouter();
  return (
    <a
      {...rest}
      href={href}
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented || opensElsewhere(event)) return;
        event.preventDefault();
        router.push(href);
      }}
    />
  );
}

/** What the browser does by itself: another tab or window, a file. */
function opensElsewhere(event: MouseEvent<HTMLAnchorElement>): boolean {
  const { target } = event.currentTarget;
  const held = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  return held || event.button !== 0 || (target !== "" && target !== "_self");
}
