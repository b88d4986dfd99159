import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import { CHANNELS } from '#shared/host/bridge.ts';
import { dispatch, type DispatchOptions } from '#shared/host/dispatch.ts';
import type { Envelope } from '#shared/host/envelope.ts';
import type { HostServices } from '#shared/host/services.ts';
import { isTrustedSender } from './origin.ts';

/** Answers the page's calls. Results and failures cross as data: Electron rewrites errors that are thrown across. */
export function registerIpc(
  ipcMain: Pick<IpcMain, 'handle' | 'on'>,
  services: HostServices,
  options: DispatchOptions,
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
      if (!isTrustedSender(event)) return refuse('unauthorised', 'only the main frame of the app may call');
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
}

function refuse(code: 'unauthorised' | 'invalid-request', message: string): Envelope {
  return { ok: false, error: { code, message } };
}
