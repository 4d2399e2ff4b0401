import { answerAcross, type DeskAsk, TargetDesk } from "./target-desk";

const desk = new TargetDesk();

self.addEventListener("message", ({ data }: MessageEvent<{ id: number; ask: DeskAsk }>) => {
  self.postMessage({ id: data.id, answer: answerAcross(desk, data.ask) });
});
