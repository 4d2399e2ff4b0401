"use client";

import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { Logo } from "../shell/logo";
import { useSwitchLanguage } from "../shell/view-switches";
import { Icon } from "../ui/icon";
import { ShortId } from "../ui/id-text";
import { CodeForm } from "./code-form";
import { describeDestination } from "./destination";
import { NewPasswordForm } from "./new-password-form";
import { PasswordForm } from "./password-form";

type Step =
  | { kind: "password" }
  | { kind: "code"; password: string; initial: boolean }
  | { kind: "renew"; password: string };

/** E-mail and password, then the second factor, then a password of one's own; and on to what was asked for. */
export function SignInCard({ next }: { next: string }) {
  const t = useTranslations("signIn");
  const [step, setStep] = useState<Step>({ kind: "password" });
  // The fragment never reaches the server; it rides along in the browser's own address.
  const open = () => window.location.assign(`${next}${window.location.hash}`);
  const proceed = (password: string, initial: boolean) => {
    if (initial) setStep({ kind: "renew", password });
    else open();
  };
  return (
    <main className="signin">
      <section className="card signcard">
        <div className="row wide">
          <Logo />
          <h1>Muster</h1>
        </div>
        {step.kind === "password" && (
          <>
            <p className="soft">
              <Purpose next={next} />
            </p>
            <PasswordForm
              onSignedIn={({ password, codeNeeded, initial }) =>
                codeNeeded ? setStep({ kind: "code", password, initial }) : proceed(password, initial)
              }
            />
          </>
        )}
        {step.kind === "code" && <CodeForm onSignedIn={() => proceed(step.password, step.initial)} />}
        {step.kind === "renew" && <NewPasswordForm current={step.password} onDone={open} />}
      </section>
      <p className="mute small row justify-center">
        <OtherLanguage />
        <span>{t("product")}</span>
      </p>
    </main>
  );
}

function Purpose({ next }: { next: string }) {
  const t = useTranslations("signIn");
  const destination = describeDestination(next);
  if (destination.kind === "task") {
    return t.rich("toTask", {
      id: () => <ShortId id={destination.taskId} />,
      b: (text) => <b className="strong">{text}</b>,
    });
  }
  if (destination.kind === "tasks") {
    return t.rich("toTasks", {
      connection: destination.connection,
      b: (text) => <b className="strong">{text}</b>,
    });
  }
  return t("toMuster");
}

function OtherLanguage() {
  const switchTo = useSwitchLanguage();
  const other = useLocale() === "en" ? "zh-CN" : "en";
  return (
    <button type="button" className="linkbtn row tight" lang={other} onClick={() => switchTo(other)}>
      <Icon name="globe" size="s" />
      {other === "en" ? "English" : "中文"}
    </button>
  );
}
