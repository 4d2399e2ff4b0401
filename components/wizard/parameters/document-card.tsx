"use client";

import { type DragEvent, type ReactNode, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { ModelService } from "@/lib/contracts/products";
import { StepFoot } from "../step-card";
import type { StepProps } from "../step-props";
import { DocumentPreview } from "./document-preview";
import { useDocumentProblems } from "./document-problems";
import { FileNewsLine, ReadFileButton } from "./file-tools";
import { FormGap } from "./form-gap";
import type { FormProps } from "./form-props";
import { JsonView } from "./json-view";
import { ModelWarning } from "./model-warning";
import { Segments } from "./segments";
import { useDocument } from "./use-document";
import { useFileReader } from "./use-file-reader";
import { useModelWords } from "./use-model-words";

interface DocumentCardProps {
  step: StepProps;
  title: string;
  /** Bytes the document takes at most. */
  limit: number | null;
  /** The product's model; empty when there is none. */
  services?: readonly ModelService[];
  /** The form needs the whole width; the preview goes below. */
  wide?: boolean;
  /** Below the preview: what there is to know about the type. */
  note?: ReactNode;
  form: (props: FormProps) => ReactNode;
  /** What belongs to the step but not to the document. */
  children?: ReactNode;
}

const noServices: readonly ModelService[] = [];
type View = "form" | "json";

/** The document of a type, as a form and as text: two views of one truth. */
export function DocumentCard(props: DocumentCardProps) {
  const { step, title, limit, services = noServices, wide = false, note, form, children } = props;
  const { connection, controls, errors: tried, onBack, onContinue } = step;
  const t = useTranslations("parameters");
  const id = useId();
  const open = useDocument(controls, tried, services);
  const { document, modelFaults, scan, text } = open;
  const problems = useDocumentProblems(open);
  const words = useModelWords();
  const [view, setView] = useState<View>(document === undefined ? "json" : "form");
  const file = useFileReader(text, open.writeText);
  const warning = useRef<HTMLDivElement>(null);
  const [warned, warn] = useState(false);
  const gap = document === undefined && (scan.rounded.length > 0 ? "rounded" : "unreadable");

  const proceed = () => {
    if (scan.rounded.length > 0) {
      setView("json");
      requestAnimationFrame(() => globalThis.document.getElementById("w-document")?.focus());
      return;
    }
    // The model is not the platform: it is said once, and whoever writes JSON knows what they do.
    if (view === "form" && modelFaults.length > 0 && open.objections.length === 0 && !warned) {
      warn(true);
      requestAnimationFrame(() => warning.current?.focus());
      return;
    }
    onContinue();
  };
  const drop = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    void file.take(event.dataTransfer.files[0]);
  };
  const preview = (
    <DocumentPreview open={open} limit={limit} faults={problems}>
      {note}
    </DocumentPreview>
  );
  return (
    <section
      className="card"
      aria-labelledby={id}
      onDragOver={(event) => event.dataTransfer.types.includes("Files") && event.preventDefault()}
      onDrop={drop}
    >
      <header>
        <h2 id={id}>{title}</h2>
        <span className="grow" />
        <ReadFileButton onFile={(chosen) => void file.take(chosen)} />
        <Segments
          legend={t("editAs")}
          quiet
          options={(["form", "json"] as const).map((value) => ({ value, text: t(`view.${value}`) }))}
          chosen={view}
          onChoose={setView}
        />
      </header>
      <div className="pad stack">
        <FileNewsLine news={file.news} onUndo={file.undo} onDismiss={file.dismiss} />
        {view === "json" ? (
          <>
            <JsonView open={open} problems={problems} limit={limit} tried={tried} />
            {note}
          </>
        ) : gap ? (
          <FormGap why={gap} onJson={() => setView("json")} />
        ) : (
          <div className={wide ? "stack" : "docgrid"}>
            <div className="stack content-start" id="w-document" tabIndex={-1}>
              {form({
                ...{
                  connection,
                  controls,
                  document: document ?? null,
                  errors: open.errors,
                  write: open.write,
                },
                toJson: () => setView("json"),
                warningAt: (path) => {
                  const found = modelFaults.find((each) => each.path === path);
                  // What is missing is said once somebody wants to go on.
                  return found && (found.rule !== "needed" || warned) ? words(found) : undefined;
                },
              })}
            </div>
            {preview}
          </div>
        )}
        {view === "form" && warned && modelFaults.length > 0 && (
          <ModelWarning faults={modelFaults} onGoOn={() => onContinue()} ref={warning} />
        )}
        {children}
      </div>
      <StepFoot onBack={onBack} onContinue={proceed} />
    </section>
  );
}
