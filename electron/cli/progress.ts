/** Told how many of all there is to do are done. */
export type OnProgress = (done: number, total: number) => void;

const MS_BETWEEN = 100;
const BAR_CELLS = 24;
/** In a log nobody wants ten lines a second. */
const MS_BETWEEN_LINES = 5000;

/** A bar on a terminal that is drawn ten times a second at most, and wiped when all is done. */
export function progressBar(write: (text: string) => void, nowMs: () => number): OnProgress {
  let toldMs = -Infinity;
  let width = 0;
  return (done, total) => {
    const isOver = done >= total;
    if (!isOver && nowMs() - toldMs < MS_BETWEEN) return;
    toldMs = nowMs();
    const text = isOver ? '' : `${done} of ${total} frames ${bar(done / total)}`;
    write(`\r${text.padEnd(width)}${isOver ? '\r' : ''}`);
    width = text.length;
  };
}

/** A line every five seconds, where nobody watches: for people who read a log or, as JSON, for programs. */
export function progressLines(
  write: (text: string) => void,
  nowMs: () => number,
  isJson: boolean,
): OnProgress {
  let toldMs = nowMs();
  return (done, total) => {
    if (done >= total || nowMs() - toldMs < MS_BETWEEN_LINES) return;
    toldMs = nowMs();
    write(isJson ? `${JSON.stringify({ progress: { done, total } })}\n` : `${done} of ${total} frames\n`);
  };
}

function bar(share: number): string {
  const cells = Math.floor(share * BAR_CELLS);
  return `[${'#'.repeat(cells)}${'-'.repeat(BAR_CELLS - cells)}]`;
}
