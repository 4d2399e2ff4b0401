"use client";

import { findTaskType } from "@/lib/domain/task-types";
import type { StepProps } from "../step-props";
import { CommandStep } from "./command-step";
import { LegacyCommandStep } from "./legacy-command-step";
import { MessageStep } from "./message-step";
import { NothingToSet } from "./nothing-to-set";
import { ShadowStep } from "./shadow-step";
import { UpgradeStep } from "./upgrade-step";

/** What the task tells the devices: a form for each type that tells them anything (ui.md §4.3). */
export function ParametersStep(props: StepProps) {
  const { type } = props.controls.draft;
  const Form = formOf(type);
  return <Form key={type} {...props} />;
}

function formOf(type: string | null) {
  switch (type) {
    case "createCommands":
    case "createAsyncCommands":
      return CommandStep;
    case "createMessages":
      return MessageStep;
    case "updateDeviceShadows":
      return ShadowStep;
    case "DeviceCmd":
      return LegacyCommandStep;
    default:
      return type !== null && findTaskType(type)?.group === "upgrade" ? UpgradeStep : NothingToSet;
  }
}
