"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { isMoving, operationOptions } from "@/lib/client/operation-queries";
import { deviceTail } from "../ui/id-text";
import { showToast } from "../ui/toast";
import { useRefreshAfter } from "./use-refresh-after";

interface OperationFollowerProps {
  connection: string;
  taskId: string;
  operationId: string;
  onDone: () => void;
}

/** Follows the retry of one device out of sight and says how it ended. */
export function OperationFollower({ connection, taskId, operationId, onDone }: OperationFollowerProps) {
  const t = useTranslations("operation");
  const { data: operation } = useQuery(operationOptions(connection, operationId));
  useRefreshAfter({ connection, taskId }, operation);
  useEffect(() => {
    if (!operation || isMoving(operation)) return;
    const result = operation.results[0];
    const name = result ? deviceTail(result.target) : "";
    if (result?.status === "success") {
      showToast({ text: t("oneAccepted", { name }), icon: "success", tone: "success" });
    } else {
      const said = result?.errorMessage ?? result?.errorCode ?? operation.error?.detail ?? t("noReason");
      showToast({ text: t("oneRefused", { name, said }), icon: "fail", tone: "fail" });
    }
    onDone();
  }, [operation, onDone, t]);
  return null;
}
