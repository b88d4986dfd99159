import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Failure } from './failure.mjs';

const USAGE = 'Usage: npm start -- [FOLDER] [--browser] [--no-open]';

/**
 * @typedef {object} StartArguments
 * @property {string | undefined} folder absolute
 * @property {boolean} browser serve to the browser without trying Electron
 * @property {boolean} open open the default browser
 */

/**
 * @param {readonly string[]} args
 * @param {string} from the folder that relative paths start in
 * @returns {StartArguments}
 */
export function parseStartArguments(args, from) {
  const flags = args.filter((arg) => arg.startsWith('--'));
  const folders = args.filter((arg) => !arg.startsWith('--'));
  const unknown = flags.find((flag) => flag !== '--browser' && flag !== '--no-open');
  if (unknown !== undefined) throw new Failure(`Unknown option ${unknown}. ${USAGE}`);
  if (folders.length > 1) throw new Failure(`One folder at a time. ${USAGE}`);
  const [folder] = folders;
  return {
    folder: folder === undefined ? undefined : resolve(from, folder),
    browser: flags.includes('--browser'),
    open: !flags.includes('--no-open'),
  };
}

/** @param {string} folder absolute */
export function requireFolder(folder) {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found === undefined) throw new Failure(`There is no folder ${folder}`);
  if (!found.isDirectory())
    throw new Failure(`Not a folder: ${folder}. Name the folder that holds the data.`);
}
