import type { Browser, Page } from '@playwright/test';

/** The main thread's own work until now, in milliseconds: scripts, layout, painting; not what other processes draw. */
export function watchMainThread(page: Page): Promise<() => Promise<number>> {
  return watch(page, ['TaskDuration']);
}

/**
 * Of that, what the window's own code takes, with the layout that it causes: a machine without a graphics card rasters
 * pictures on the same thread.
 */
export function watchScripts(page: Page): Promise<() => Promise<number>> {
  return watch(page, ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration']);
}

async function watch(page: Page, wanted: readonly string[]): Promise<() => Promise<number>> {
  const browser = await page.context().newCDPSession(page);
  // Thread ticks: what other programs take of the processor does not count.
  await browser.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await browser.send('Performance.getMetrics');
    const found = metrics.filter(({ name }) => wanted.includes(name));
    if (found.length < wanted.length) throw new Error('the browser does not tell');
    return 1000 * found.reduce((sum, { value }) => sum + value, 0);
  };
}

/** Until what was asked for last is on screen: the next frame, and what that one asks for. */
export async function nextFrames(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/**
 * From now on takes the time of all that the page does in answer to a pointer move, from the first listener to the last.
 * The answer gives the times so far, in milliseconds.
 */
export async function timePointerMoves(page: Page): Promise<() => Promise<readonly number[]>> {
  await page.evaluate(() => {
    const times: number[] = [];
    let started = 0;
    window.addEventListener('pointermove', () => (started = performance.now()), { capture: true });
    window.addEventListener('pointermove', () => times.push(performance.now() - started));
    Reflect.set(window, 'pointerMoveTimes', times);
  });
  return () => page.evaluate(() => Reflect.get(window, 'pointerMoveTimes') as number[]);
}

/** Milliseconds of the processor in one go. */
export interface LongestTask {
  /** Of all that the main thread did. */
  readonly all: number;
  /** Of the window's own code alone: what a machine without a graphics card rasters meanwhile is not in it. */
  readonly script: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of the processor. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** The longest task of the page's main thread from now until the answer is called. */
export async function longestTask(browser: Browser, page: Page): Promise<() => Promise<LongestTask>> {
  const categories = ['toplevel', 'devtools.timeline', '__metadata'];
  await browser.startTracing(page, { categories });
  return async () => {
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
      traceEvents: readonly TraceEvent[];
    };
    const threads = new Set(
      traceEvents
        .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
        .map(({ pid, tid }) => `${pid} ${tid}`),
    );
    const onMain = traceEvents.filter(({ pid, tid }) => threads.has(`${pid} ${tid}`));
    const longest = (names: readonly string[]): number =>
      onMain
        .filter(({ name }) => names.includes(name))
        .reduce((most, { tdur = 0 }) => Math.max(most, tdur / 1000), 0);
    return {
      all: longest(['RunTask', 'ThreadControllerImpl::RunTask', 'ThreadPool_RunTask']),
      script: longest(['FunctionCall', 'EventDispatch', 'FireAnimationFrame', 'RunMicrotasks', 'TimerFire']),
    };
  };
}
