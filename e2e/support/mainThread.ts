import type { Page } from '@playwright/test';

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
