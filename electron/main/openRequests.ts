import type { App } from 'electron';
import { z } from 'zod';

/** What a second start of the program hands to the first one. */
const handedOver = z.object({ path: z.string().optional() });

/** @param path what the start named, absolute */
export function handOver(path: string | undefined): z.infer<typeof handedOver> {
  return path === undefined ? {} : { path };
}

/**
 * Paths that something outside the page asks to open: another start of the program, or macOS's Finder. What comes before
 * somebody listens waits; of several the last one counts, since one folder is open at a time.
 */
export class OpenRequests {
  #waiting: string | undefined;
  #listener: ((path: string) => void) | undefined;

  request(path: string): void {
    if (this.#listener === undefined) this.#waiting = path;
    else this.#listener(path);
  }

  /** The path that waits, if any; it waits no longer. */
  take(): string | undefined {
    const path = this.#waiting;
    this.#waiting = undefined;
    return path;
  }

  listen(listener: (path: string) => void): void {
    this.#listener = listener;
    const path = this.take();
    if (path !== undefined) listener(path);
  }

  /** What comes from now on waits for the next listener. */
  pause(): void {
    this.#listener = undefined;
  }
}

/**
 * Collects what other starts of the program and macOS's Finder ask for; to be called before the app is ready, since the
 * Finder asks early.
 *
 * @param showWindow called at each other start: the person wants to see the app
 */
export function collectOpenRequests(app: Pick<App, 'on'>, showWindow: () => void): OpenRequests {
  const requests = new OpenRequests();
  app.on('second-instance', (_event, _argv, _workingFolder, data) => {
    showWindow();
    const path = handedOver.safeParse(data).data?.path;
    if (path !== undefined) requests.request(path);
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    requests.request(path);
  });
  return requests;
}
