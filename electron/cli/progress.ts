/** Told how many of all there is to do are done. */
export type OnProgress = (done: number, total: number) => void;

const MS_BETWEEN = 100;

/** A line on a terminal that counts, ten times a second at most, and is wiped when all is done. */
export function progressLine(write: (text: string) => void, nowMs: () => number): OnProgress {
  let toldMs = -Infinity;
  let width = 0;
  return (done, total) => {
    const isOver = done >= total;
    if (!isOver && nowMs() - toldMs < MS_BETWEEN) return;
    toldMs = nowMs();
    const text = isOver ? '' : `${done} of ${total} frames`;
    write(`\r${text.padEnd(width)}${isOver ? '\r' : ''}`);
    width = text.length;
  };
}
