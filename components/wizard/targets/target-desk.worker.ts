import { type DeskAsk, TargetDesk, withoutKnownText } from "./target-desk";

const desk = new TargetDesk();

self.addEventListener("message", ({ data }: MessageEvent<{ id: number; ask: DeskAsk }>) => {
  self.postMessage({ id: data.id, answer: withoutKnownText(data.ask, desk.answer(data.ask)) });
});
