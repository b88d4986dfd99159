import type { BrowserWindow } from 'electron';
import type { WindowState } from './windowState.ts';

const PAUSE_MS = 500;

export type KeptWindow = Pick<
  BrowserWindow,
  'on' | 'getNormalBounds' | 'isMaximized' | 'isFullScreen' | 'isDestroyed'
>;

/**
 * Saves how the window stands, a moment after it was moved or resized and when it is closed.
 *
 * @returns resolves once everything so far is saved; the program must not end before
 */
export function keepWindowState(
  window: KeptWindow,
  save: (state: WindowState) => Promise<unknown>,
): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let saving = Promise.resolve();

  const saveNow = () => {
    clearTimeout(timer);
    if (window.isDestroyed()) return;
    const state = {
      bounds: window.getNormalBounds(),
      isMaximized: window.isMaximized(),
      isFullScreen: window.isFullScreen(),
    };
    // A place that cannot be kept is no reason to bother anybody.
    saving = saving
      .then(() => save(state))
      .then(
        () => undefined,
        () => undefined,
      );
  };
  const saveSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(saveNow, PAUSE_MS);
  };

  window.on('move', saveSoon);
  window.on('resize', saveSoon);
  window.on('maximize', saveSoon);
  window.on('unmaximize', saveSoon);
  window.on('enter-full-screen', saveSoon);
  window.on('leave-full-screen', saveSoon);
  window.on('close', saveNow);
  return () => saving;
}
