/**
 * Does work that Ctrl-C (or a polite end of the process) stops between two steps, cleans up whatever else goes wrong, and
 * then lets the interruption have its usual effect.
 *
 * @param clean takes away what the work has left; also after an error of its own
 */
export async function untilInterrupted<T>(
  work: (signal: AbortSignal) => Promise<T>,
  clean: () => Promise<void>,
): Promise<T> {
  const controller = new AbortController();
  let caught: NodeJS.Signals | undefined;
  const stop = (signal: NodeJS.Signals): void => {
    caught = signal;
    controller.abort(new Error('interrupted'));
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    return await work(controller.signal);
  } catch (error) {
    await clean();
    throw error;
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    // The shell is to see that the program was stopped, not that it failed.
    if (caught !== undefined) process.kill(process.pid, caught);
  }
}
