import {
  type DeskAnswers,
  type DeskAsk,
  type DeskState,
  type SentState,
  TargetDesk,
  unpackState,
} from "./target-desk";

interface Waiting {
  ask: DeskAsk;
  done: (answer: unknown) => void;
}

type AnswerTo<A extends DeskAsk> = DeskAnswers[A["kind"]];

/**
 * The page's end of a desk in a worker; asks are answered in their order. Without workers, or when one is lost, the
 * desk stands here: slower, and the same.
 */
export class DeskClient {
  private worker: Worker | null = null;
  private here: TargetDesk | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;
  /** The newest text an answer has told; a desk that is made anew starts from it. */
  private text = "";
  private closing = false;

  constructor(private readonly makeWorker: () => Worker) {}

  ask<A extends DeskAsk>(ask: A): Promise<AnswerTo<A>> {
    this.closing = false;
    return new Promise((resolve) => {
      const done = (answer: unknown) => resolve(answer as AnswerTo<A>);
      const worker = this.here ? null : (this.worker ?? this.start());
      if (worker) this.post(worker, { ask, done });
      else this.answerHere({ ask, done });
    });
  }

  /** Ends the worker once it has answered all it was asked. */
  close(): void {
    this.closing = true;
    this.endIfIdle();
  }

  private start(): Worker | null {
    try {
      const worker = this.makeWorker();
      worker.addEventListener("message", ({ data }: MessageEvent<{ id: number; answer: unknown }>) =>
        this.settle(data.id, data.answer),
      );
      worker.addEventListener("error", () => this.goOnHere());
      this.worker = worker;
      if (this.text !== "") this.post(worker, { ask: { kind: "open", text: this.text }, done: () => {} });
      return worker;
    } catch {
      this.goOnHere();
      return null;
    }
  }

  private post(worker: Worker, waiting: Waiting): void {
    this.lastId += 1;
    this.waiting.set(this.lastId, waiting);
    worker.postMessage({ id: this.lastId, ask: waiting.ask });
  }

  private settle(id: number, answer: unknown): void {
    const waiting = this.waiting.get(id);
    if (!waiting) return;
    this.waiting.delete(id);
    const { ask } = waiting;
    const isState = ask.kind === "open" || ask.kind === "edit";
    this.finish(waiting, isState ? unpackState(ask, answer as SentState, this.text) : answer);
    this.endIfIdle();
  }

  private finish({ ask, done }: Waiting, answer: unknown): void {
    if (ask.kind === "open" || ask.kind === "edit") this.text = (answer as DeskState).text;
    done(answer);
  }

  private goOnHere(): void {
    this.worker?.terminate();
    this.worker = null;
    this.here = new TargetDesk();
    this.here.open(this.text);
    const left = [...this.waiting.values()];
    this.waiting.clear();
    for (const each of left) this.answerHere(each);
  }

  private answerHere(waiting: Waiting): void {
    this.finish(waiting, this.here?.answer(waiting.ask));
  }

  private endIfIdle(): void {
    if (!this.closing || this.waiting.size > 0) return;
    this.worker?.terminate();
    this.worker = null;
  }
}

/** A desk of its own thread; the address has to stand here for the build to find it. */
export function startDesk(): DeskClient {
  return new DeskClient(
    () => new Worker(new URL("./target-desk.worker.ts", import.meta.url), { type: "module" }),
  );
}
