import { spawn } from 'node:child_process';
import { inProject } from './project.mjs';

/** An Electron that gives up sooner lacks a system library or the graphics it needs. */
const EARLY_MS = 5000;

/**
 * Runs the app in Electron until its window is closed.
 *
 * @param {string} binary
 * @param {string | undefined} folder
 * @returns {Promise<string | undefined>} why it did not start, as a half sentence
 */
export function startElectron(binary, folder) {
  const startedAt = Date.now();
  const args = [inProject('dist/main/main.js'), ...(folder === undefined ? [] : [folder])];
  const child = spawn(binary, args, {
    cwd: inProject(),
    stdio: 'inherit',
    windowsHide: false,
    // Terminals inside Electron programs (VS Code's) may have it set: Electron would start as a bare Node.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: undefined },
  });
  const stop = () => child.kill('SIGTERM');
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(`it does not run here (${error.message})`));
    child.on('close', (code, signal) => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      const failedEarly = code !== 0 && signal === null && Date.now() - startedAt < EARLY_MS;
      if (!failedEarly && code !== null) process.exitCode = code;
      resolve(failedEarly ? `it ended at once with code ${code}` : undefined);
    });
  });
}
