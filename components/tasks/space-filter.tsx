"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { spaceOptions } from "@/lib/client/picker-queries";
import { TextFilter } from "./text-filter";

interface SpaceFilterProps {
  connection: string;
  value: string;
  onChange: (value: string) => void;
}

/** The resource space; their names are the platform's, so they are only asked for once the filter is set or opened. */
export function SpaceFilter({ connection, value, onChange }: SpaceFilterProps) {
  const t = useTranslations("tasks");
  const known = useQuery({ ...spaceOptions(connection), enabled: value !== "" }).data ?? [];
  return (
    <TextFilter
      label={t("filter.space")}
      field={t("filter.spaceId")}
      value={value}
      shortcuts={known.map(({ appId, name }) => ({ value: appId, text: name }))}
      longest={36}
      onChange={onChange}
    >
      <Spaces connection={connection} />
    </TextFilter>
  );
}

/** Rendered when the filter opens. */
function Spaces({ connection }: { connection: string }) {
  const t = useTranslations("tasks");
  const { isPending } = useQuery(spaceOptions(connection));
  return isPending ? (
    <p className="mute small px-2 py-1" role="status">
      {t("filter.spaces")}
    </p>
  ) : null;
}
