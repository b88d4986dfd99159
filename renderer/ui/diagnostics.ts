/**
 * Counts the commits of React, so that tests can hold the window to its promise that a moving camera causes none.
 * The production build has no profiler, but it tells each commit to the hook that its developer tools install.
 * Imported before React, which looks for the hook once.
 */

export interface WindowDiagnostics {
  /** Commits of all React trees of the window so far. */
  reactCommits?: number;
}

declare global {
  interface BoxwrightDiagnostics extends WindowDiagnostics {}
  interface Window {
    boxwrightDiagnostics?: BoxwrightDiagnostics;
  }
}

const diagnostics = (window.boxwrightDiagnostics ??= {});
diagnostics.reactCommits = 0;

const HOOK = '__REACT_DEVTOOLS_GLOBAL_HOOK__';

// Where the developer tools are installed, theirs stays.
if (!(HOOK in window)) {
  Reflect.set(window, HOOK, {
    supportsFiber: true,
    inject: () => 1,
    onCommitFiberRoot: () => {
      diagnostics.reactCommits = (diagnostics.reactCommits ?? 0) + 1;
    },
    onCommitFiberUnmount: () => undefined,
  });
}
