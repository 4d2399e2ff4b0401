"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { ShortId } from "../../ui/id-text";
import { SafeText } from "../../ui/safe-text";
import { packageIdsOf, packagesOf } from "./packages-of";
import type { Reviewed } from "./read-reviewed";

const bold = (text: ReactNode) => <b>{text}</b>;

/** What is sent to the devices, as a part of a sentence; nothing for types that send nothing. */
export function WhatPhrase({ reviewed }: { reviewed: Reviewed }): ReactNode {
  const { type, task } = reviewed;
  if (type.group === "upgrade") return <Packages reviewed={reviewed} />;
  const { document = {} } = task;
  if (type.type === "updateDeviceShadows") return <Services shadow={document.shadow} />;
  return (
    <Command
      service={document.service_id ?? document.serviceId}
      name={document.command_name ?? document.method}
    />
  );
}

function Packages({ reviewed }: { reviewed: Reviewed }): ReactNode {
  const t = useTranslations("review");
  const ids = packageIdsOf(reviewed);
  const [first] = packagesOf(reviewed) ?? [];
  const [id = ""] = ids;
  if (ids.length > 1) return t.rich("what.packages", { count: ids.length, b: bold });
  if (!first) return t.rich("what.package", { id: () => bold(<ShortId id={id} />) });
  return t.rich("what.version", { version: () => bold(<SafeText text={first.version} />) });
}

function Services({ shadow }: { shadow: unknown }): ReactNode {
  const t = useTranslations("review");
  return t.rich("what.services", { count: Array.isArray(shadow) ? shadow.length : 0, b: bold });
}

function Command({ service, name }: { service: unknown; name: unknown }): ReactNode {
  const t = useTranslations("review");
  const words = [service, name].filter((word) => typeof word === "string").join(".");
  if (words === "") return t("what.command");
  return t.rich("what.named", { name: () => bold(<SafeText text={words} />) });
}
