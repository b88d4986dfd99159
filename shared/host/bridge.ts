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
  /**
   * Grants the folder that was dropped on the window (of a dropped file: the folder it is in). Resolves with an envelope
   * of {@link DroppedFolder}. The page cannot name a path this way: only a file that a person dropped has one.
   *
   * @param file a `File` of a drop event; `shared` knows no DOM
   */
  openDropped(file: unknown): Promise<unknown>;
}

/** A folder that may be opened from now on. */
export interface DroppedFolder {
  /** Absolute. */
  readonly path: string;
}

/** The channels between preload and main process. */
export const CHANNELS = {
  call: 'host:call',
  cancel: 'host:cancel',
  event: 'host:event',
  /** The page hears events from now on. */
  listening: 'host:listening',
  dropped: 'host:dropped',
} as const;
