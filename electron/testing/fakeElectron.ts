import { EventEmitter } from 'node:events';
import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, Protocol } from 'electron';
import { CHANNELS, type HostBridge } from '#shared/host/bridge.ts';

type InvokeHandler = Parameters<IpcMain['handle']>[1];
type SchemeHandler = (request: Request) => Response | Promise<Response>;

/** The frame that a message comes from, as far as the sender check looks at it. */
export interface FakeFrame {
  readonly url: string;
}

/**
 * As much of Electron as the host uses: channels that copy what they carry like the real ones, and a scheme. A page's
 * bridge is what the preload would expose to it.
 */
export class FakeElectron {
  readonly #handlers = new Map<string, InvokeHandler>();
  readonly #messages = new EventEmitter();
  readonly #pages = new EventEmitter();
  #scheme: SchemeHandler | undefined;

  readonly ipcMain = {
    handle: (channel: string, handler: InvokeHandler) => void this.#handlers.set(channel, handler),
    on: (channel: string, listener: (event: IpcMainEvent, ...args: unknown[]) => void) => {
      this.#messages.on(channel, listener);
      return this.ipcMain as unknown as IpcMain;
    },
  } as unknown as Pick<IpcMain, 'handle' | 'on'>;

  readonly protocol = {
    handle: (_scheme: string, handler: SchemeHandler) => {
      this.#scheme = handler;
    },
  } as unknown as Pick<Protocol, 'handle'>;

  /** `webContents.send` to every page. */
  sendToPages(event: unknown): void {
    this.#pages.emit(CHANNELS.event, structuredClone(event));
  }

  async fetch(url: string, headers: Readonly<Record<string, string>>): Promise<Response> {
    if (this.#scheme === undefined) throw new TypeError('the scheme has no handler');
    return this.#scheme(new Request(url, { headers }));
  }

  /**
   * `openDropped` takes the path itself: a dropped `File` has one only in Electron.
   *
   * @param mainFrame differs from `frame` for a frame inside the page
   */
  bridgeOf(frame: FakeFrame, mainFrame: FakeFrame = frame): HostBridge {
    const event = { senderFrame: frame, sender: { id: 1, mainFrame } } as unknown;
    const invoke = async (channel: string, ...args: unknown[]): Promise<unknown> => {
      const handler = this.#handlers.get(channel);
      const answer: unknown = await handler?.(event as IpcMainInvokeEvent, ...structuredClone(args));
      return structuredClone(answer);
    };
    return {
      call: (...args) => invoke(CHANNELS.call, ...args),
      openDropped: (path) => invoke(CHANNELS.dropped, path),
      cancel: (callId) => void this.#messages.emit(CHANNELS.cancel, event, callId),
      onEvent: (listener) => {
        this.#pages.on(CHANNELS.event, listener);
        this.#messages.emit(CHANNELS.listening, event);
        return () => this.#pages.off(CHANNELS.event, listener);
      },
    };
  }
}
