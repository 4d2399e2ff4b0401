"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { asApiError } from "@/lib/client/api-error";
import { draftKeys } from "@/lib/client/draft-queries";
import { operationKeys, takeBack } from "@/lib/client/operation-queries";
import type { Operation } from "@/lib/contracts/operations";
import { ActionButton } from "../ui/action-button";
import { useHint, useProblemSentence } from "../ui/problem-details";

interface TakeBackButtonProps {
  connection: string;
  operation: Operation;
  className: string;
  onTakenBack?: () => void;
}

/** Ends what is held before it is sent; says so when it was too late. */
export function TakeBackButton({ connection, operation, className, onTakenBack }: TakeBackButtonProps) {
  const t = useTranslations("operation");
  const sentence = useProblemSentence();
  const hint = useHint();
  const queryClient = useQueryClient();
  const taking = useMutation({
    mutationFn: () => takeBack(connection, operation.id),
    onSuccess: (after) => {
      queryClient.setQueryData(operationKeys.one(connection, operation.id, 1), after);
      onTakenBack?.();
    },
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: operationKeys.open(connection) });
      void queryClient.invalidateQueries({ queryKey: ["operation", connection, operation.id] });
      void queryClient.invalidateQueries({ queryKey: draftKeys.lists(connection) });
    },
  });
  const fault = asApiError(taking.error);
  return (
    <>
      <ActionButton
        safe
        className={className}
        busy={taking.isPending || taking.isSuccess}
        label={operation.create ? t("takeBackNamed", { name: operation.create.name }) : undefined}
        onPress={() => taking.mutate()}
      >
        {t("takeBack")}
      </ActionButton>
      <span role="status">{fault && (hint(fault.problem) ?? sentence(fault))}</span>
    </>
  );
}
