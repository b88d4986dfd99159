/** A person pressed Ctrl+C. */
export class InterruptedError extends Error {
  override name = 'InterruptedError';
}

/**
 * Runs what can be interrupted between two files, so that Ctrl+C leaves none half-written; pressed once more it ends the
 * program at once.
 *
 * @throws InterruptedError when it was
 */
export async function untilInterrupted(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const interrupt = new AbortController();
  const onSignal = (): void => interrupt.abort(new InterruptedError('interrupted; no file is half-written'));
  process.once('SIGINT', onSignal);
  try {
    await work(interrupt.signal);
  } finally {
    process.off('SIGINT', onSignal);
  }
}
