/**
 * What the Electron preload exposes as `window.boxwrightHost`. Structured clones only; everything that comes through is
 * checked by the client.
 */
export interface HostBridge {
  /** `callId` is chosen by the caller, so that it can cancel. Resolves with an envelope. */
  call(callId: string, method: string, input: unknown): Promise<unknown>;
  cancel(callId: string): void;
  /** Calls the listener on every event until the returned function is called. */
  onEvent(listener: (event: unknown) => void): () => void;
}

/** The channels between preload and main process. */
export const CHANNELS = { call: 'host:call', cancel: 'host:cancel', event: 'host:event' } as const;
