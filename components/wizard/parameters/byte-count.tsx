"use client";

import { useTranslations } from "use-intl";

/** How many bytes are used of how many; said aloud only when little is left, since it moves with every letter. */
export function ByteCount({ used, limit }: { used: number; limit: number | null }) {
  const t = useTranslations("parameters");
  if (limit === null) return <span className="mute small">{t("bytes", { used })}</span>;
  const said = t("bytesOf", { used, limit: limit / 1024 });
  return (
    <>
      <span className={used > limit ? "hint err" : "mute small"}>{said}</span>
      <span className="sr" role="status">
        {used > limit ? t("bytesOver", { over: used - limit }) : used > 0.9 * limit ? said : ""}
      </span>
    </>
  );
}
