import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inProject, ROOT } from './project.mjs';

/**
 * @typedef {object} RunOptions
 * @property {boolean} [quiet] keep the output to print it only on failure
 * @property {Record<string, string>} [env] added to the environment
 * @property {number} [timeoutMs] end the program after this long
 *
 * @typedef {object} RunResult
 * @property {number} code 0: it worked
 * @property {string} output what it printed, when quiet
 */

/**
 * Runs a program in the project's folder.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...options.env },
      stdio: options.quiet === true ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
    });
    let output = '';
    const keep = (/** @type {Buffer} */ piece) => {
      output += piece.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * Runs the JavaScript behind a package's command, without a shell and so alike on every system.
 *
 * @param {string} script path inside node_modules, e.g. `vitest/vitest.mjs`
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export function runPackage(script, args, options) {
  return run(process.execPath, [inProject('node_modules', script), ...args], options);
}

/**
 * Runs npm itself: the one that started this script, else the one beside this Node.
 *
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export function runNpm(args, options) {
  const beside = process.platform === 'win32' ? ['node_modules'] : ['..', 'lib', 'node_modules'];
  const candidates = [
    process.env['npm_execpath'],
    join(dirname(process.execPath), ...beside, 'npm', 'bin', 'npm-cli.js'),
  ];
  const script = candidates.find(
    (path) => path !== undefined && /npm-cli\.c?js$/.test(path) && existsSync(path),
  );
  return script === undefined ? run('npm', args, options) : run(process.execPath, [script, ...args], options);
}
