import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import { isAbsolute } from 'node:path';
import { CHANNELS, type DroppedFolder } from '#shared/host/bridge.ts';
import { dispatch, type DispatchOptions } from '#shared/host/dispatch.ts';
import type { Envelope } from '#shared/host/envelope.ts';
import { toHostFailure } from '#shared/host/failure.ts';
import type { HostServices } from '#shared/host/services.ts';
import { isTrustedSender } from './origin.ts';

export interface IpcOptions extends DispatchOptions {
  /** Grants the folder that a dropped path means; answers its real path. */
  readonly grantDropped: (path: string) => Promise<string>;
  /** The page hears events from now on; what is sent before is lost. */
  readonly onListening?: () => void;
}

/** Answers the page's calls. Results and failures cross as data: Electron rewrites errors that are thrown across. */
export function registerIpc(
  ipcMain: Pick<IpcMain, 'handle' | 'on'>,
  services: HostServices,
  options: IpcOptions,
): void {
  /** By page and call, so that one page cannot cancel another's. */
  const running = new Map<string, AbortController>();

  ipcMain.handle(
    CHANNELS.call,
    async (
      event: IpcMainInvokeEvent,
      callId: unknown,
      method: unknown,
      input: unknown,
    ): Promise<Envelope> => {
      if (!isTrustedSender(event)) return refuseSender();
      if (typeof callId !== 'string' || typeof method !== 'string') {
        return refuse('invalid-request', 'a call has an id and a method');
      }
      const key = `${event.sender.id} ${callId}`;
      const abort = new AbortController();
      running.set(key, abort);
      try {
        return await dispatch(services, method, input, { signal: abort.signal }, options);
      } finally {
        running.delete(key);
      }
    },
  );
  ipcMain.on(CHANNELS.cancel, (event: IpcMainEvent, callId: unknown) => {
    if (isTrustedSender(event)) running.get(`${event.sender.id} ${String(callId)}`)?.abort();
  });
  ipcMain.on(CHANNELS.listening, (event: IpcMainEvent) => {
    if (isTrustedSender(event)) options.onListening?.();
  });
  ipcMain.handle(CHANNELS.dropped, async (event: IpcMainInvokeEvent, path: unknown): Promise<Envelope> => {
    if (!isTrustedSender(event)) return refuseSender();
    // Text or a picture that was dragged out of another program is no file of this computer.
    if (typeof path !== 'string' || !isAbsolute(path)) return refuse('not-found', 'no file was dropped');
    try {
      const folder: DroppedFolder = { path: await options.grantDropped(path) };
      return { ok: true, value: folder };
    } catch (error) {
      return { ok: false, error: toHostFailure(error) };
    }
  });
}

function refuseSender(): Envelope {
  return refuse('unauthorised', 'only the main frame of the app may call');
}

function refuse(code: 'unauthorised' | 'invalid-request' | 'not-found', message: string): Envelope {
  return { ok: false, error: { code, message } };
}
