import { BrowserWindow, screen } from 'electron';
import { START_URL } from './origin.ts';
import { openingBounds, type WindowState } from './windowState.ts';

export interface WindowOptions {
  /** The preload script. */
  readonly preload: string;
  /** How the window was left. */
  readonly state: WindowState;
  readonly hasDevTools: boolean;
}

/** Opens the app's window. It shows once the page has painted, so that nobody sees it white. */
export function openWindow({ preload, state, hasDevTools }: WindowOptions): BrowserWindow {
  const screens = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()];
  const window = new BrowserWindow({
    ...openingBounds(
      state.bounds,
      screens.map(({ workArea }) => workArea),
    ),
    minWidth: 800,
    minHeight: 500,
    show: false,
    // An explicit `false` would take the full-screen button away on macOS.
    ...(state.isFullScreen ? { fullscreen: true } : {}),
    backgroundColor: '#101418',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      // A file that is dropped beside the page's own drop zone must not become the page.
      navigateOnDragDrop: false,
      devTools: hasDevTools,
      // Autosave timers must run when the window is covered.
      backgroundThrottling: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => (state.isMaximized ? window.maximize() : window.show()));
  void window.loadURL(START_URL);
  return window;
}
