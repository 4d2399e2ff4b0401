"use client";

import { Fragment, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { SafeText } from "../../ui/safe-text";
import { groupIdsOf, linesOf } from "../build-task";
import type { Reviewed } from "./read-reviewed";

const mostNamed = 3;
const bold = (text: ReactNode) => <b>{text}</b>;

/** Which devices, as a part of a sentence. */
export function TargetsPhrase({ reviewed: { source, draft, count } }: { reviewed: Reviewed }): ReactNode {
  const t = useTranslations("review");
  const say = (text: string) => () => bold(<SafeText text={text} />);
  switch (source) {
    case "list":
      return t.rich("targets.list", { count: count ?? 0, b: bold });
    case "file": {
      const file = say(draft.file?.name ?? "");
      return count === null
        ? t.rich("targets.file", { file })
        : t.rich("targets.rows", { count, b: bold, file });
    }
    case "groups": {
      const known = draft.groups.map(({ groupId, name }) => [groupId, name] as const);
      const names = new Map(known);
      return <Groups names={groupIdsOf(draft).map((id) => names.get(id) ?? id)} />;
    }
    case "groupNames":
      return <Groups names={linesOf(draft.groupNames)} />;
    case "deviceType":
      return t.rich("targets.deviceType", {
        type: say(draft.deviceType),
        maker: say(draft.manufacturerId),
        model: say(draft.model),
      });
    case "area":
      return t.rich("targets.area", { area: say(draft.deviceLocation) });
    case "broadcast":
      return t.rich("targets.broadcast", { b: bold });
  }
}

function Groups({ names }: { names: readonly string[] }) {
  const t = useTranslations("review");
  const named = names.slice(0, mostNamed);
  return t.rich("targets.groups", {
    count: names.length,
    more: names.length - named.length,
    b: bold,
    names: () =>
      named.map((name, at) => (
        <Fragment key={name}>
          {at > 0 && t("comma")}
          {bold(<SafeText text={name} />)}
        </Fragment>
      )),
  });
}
