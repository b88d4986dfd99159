/** What is quick needs no word. */
const SILENT_MS = 300;
const PAUSE_MS = 200;

/** Passes on how far something has come: not in the first 0.3 s, and five times a second from then on. */
export function throttleProgress(
  nowMs: () => number,
  tell: (count: number) => void,
): (count: number) => void {
  let nextMs = nowMs() + SILENT_MS;
  return (count) => {
    if (nowMs() < nextMs) return;
    nextMs = nowMs() + PAUSE_MS;
    tell(count);
  };
}
