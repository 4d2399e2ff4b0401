"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { signOut } from "@/lib/client/session-queries";
import type { Role } from "@/lib/contracts/permission";
import type { CallerInfo } from "@/lib/contracts/session";
import { Icon } from "../ui/icon";
import { Menu } from "../ui/menu";
import { showToast } from "../ui/toast";

/** Up to two letters for the disc beside the name. */
function initials(name: string): string {
  const [first = "", ...rest] = name.trim().split(/\s+/);
  return `${[...first][0] ?? "?"}${[...(rest.at(-1) ?? "")][0] ?? ""}`.toUpperCase();
}

const strongestFirst: readonly Role[] = ["administrator", "operator", "approver", "viewer"];

export function UserMenu({ caller, connection }: { caller: CallerInfo; connection: string | null }) {
  const t = useTranslations("shell");
  const queryClient = useQueryClient();
  const roles = new Set([...(caller.grants[connection ?? "*"] ?? []), ...(caller.grants["*"] ?? [])]);
  const role = strongestFirst.find((each) => roles.has(each));
  const leave = async () => {
    try {
      await signOut();
    } catch {
      showToast({ text: t("signOutFailed"), icon: "warn", tone: "waiting" });
      return;
    }
    queryClient.clear();
    window.location.assign("/login");
  };
  return (
    <Menu
      worded
      label={t("account")}
      buttonClass="who"
      wrapClass="wide"
      place="up"
      entries={[
        {
          kind: "item",
          key: "who",
          text: caller.name,
          note: caller.email,
          icon: "user",
          hindrance: caller.email ?? "",
        },
        { kind: "line", key: "line" },
        { kind: "item", key: "account", icon: "lock", text: t("account"), href: "/settings/account" },
        { kind: "item", key: "out", icon: "signout", text: t("signOut"), onSelect: () => void leave() },
      ]}
      button={
        <>
          <span className="ava" aria-hidden="true">
            {initials(caller.name)}
          </span>
          <span className="word ell grow">
            <span className="med">{caller.name}</span>{" "}
            <span className="mute">{role && t(`role.${role}`)}</span>
          </span>
          <Icon name="updown" size="s" />
        </>
      }
    />
  );
}
