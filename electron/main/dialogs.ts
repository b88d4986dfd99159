import { dirname } from 'node:path';
import { BrowserWindow, dialog } from 'electron';
import type { ShellTexts } from './texts.ts';

/**
 * The system's folder dialog, in front of the window.
 *
 * @param lastFolder the folder that was opened last: the next one is likely beside it
 * @returns undefined when the person cancelled
 */
export async function pickFolder(
  texts: ShellTexts,
  lastFolder: string | undefined,
): Promise<string | undefined> {
  const options = {
    title: texts.openFolder,
    properties: ['openDirectory' as const, 'createDirectory' as const],
    ...(lastFolder === undefined ? {} : { defaultPath: dirname(lastFolder) }),
  };
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  const { canceled, filePaths } = await (window === undefined
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  return canceled ? undefined : filePaths[0];
}

/** Says that a folder which was named at a start of the program is not there. */
export async function sayNotThere(
  window: BrowserWindow | undefined,
  texts: ShellTexts,
  path: string,
): Promise<void> {
  if (window === undefined || window.isDestroyed()) return;
  await dialog.showMessageBox(window, {
    type: 'error',
    message: texts.cannotOpen,
    detail: texts.notThere(path),
  });
}

/**
 * Looks after the page: asks whether to reload it when its process died, and whether to leave it when it has edits that
 * could not be saved. Without the second question the window could not be closed while the disk is full.
 */
export function lookAfterPage(window: BrowserWindow, texts: () => ShellTexts, quit: () => void): void {
  const { webContents } = window;
  webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    void askToReload(window, texts()).then((isWanted) => {
      if (!isWanted) quit();
      else if (!window.isDestroyed()) webContents.reload();
    });
  });
  webContents.on('will-prevent-unload', (event) => {
    // Electron's way round: to prevent the page's objection is to leave.
    if (isLeaving(window, texts())) event.preventDefault();
  });
}

async function askToReload(window: BrowserWindow, texts: ShellTexts): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: texts.crashed,
    detail: texts.crashedDetail,
    buttons: [texts.reload, texts.quit],
    defaultId: 0,
    cancelId: 1,
  });
  return response === 0;
}

/** Waits for the answer: Electron wants it before the event is over. */
function isLeaving(window: BrowserWindow, texts: ShellTexts): boolean {
  const answer = dialog.showMessageBoxSync(window, {
    type: 'warning',
    message: texts.unsaved,
    detail: texts.unsavedDetail,
    buttons: [texts.stay, texts.leave],
    defaultId: 0,
    cancelId: 0,
  });
  return answer === 1;
}
