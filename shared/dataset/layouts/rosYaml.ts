import { LineCounter, parseDocument } from 'yaml';
import { ProblemError } from '../../problems/problem.ts';
import type { CalibrationFault } from '../calibration.ts';
import type { DatasetFolder } from '../fileTree.ts';

/** Calibrations are a few kilobytes; what is larger is something else. */
const LARGEST_BYTES = 256 * 1024;
/** Ten thousand open brackets take the whole process down: the parser calls itself for each. */
const DEEPEST_BRACKETS = 64;
/** An alias that refers to aliases can stand for billions of values in a few lines. */
const MOST_ALIASES = 64;

export type YamlReading = { readonly value: unknown } | { readonly fault: CalibrationFault };

/** The value of a calibration file in YAML, or what is wrong with it. */
export async function readYaml(folder: DatasetFolder, path: string): Promise<YamlReading> {
  try {
    return { value: parseYaml(await folder.readText(path, LARGEST_BYTES), path) };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { code, params } = error.problem;
    return {
      fault: { ...params, code: code === 'file.missing' ? 'calibration.missing' : 'calibration.malformed' },
    };
  }
}

/**
 * Parses YAML 1.2, and what OpenCV's FileStorage writes: a first line `%YAML:1.0`, which is no directive, and matrices
 * with the tag `!!opencv-matrix`, which are read as the mappings that they are. Nothing is built from other tags either.
 * Of several documents, as `ros2 topic echo` prints them, the first counts.
 *
 * @throws ProblemError `calibration.malformed` with `where` = line:column; a key that occurs twice and a tab before a key are
 *   errors too
 */
export function parseYaml(text: string, path: string): unknown {
  const plain = text.replace(/^\uFEFF/, '').replace(/^%YAML:1\.0[^\n]*/, '');
  let where = '';
  let cause: unknown;
  try {
    if (bracketDepth(plain) > DEEPEST_BRACKETS) throw new RangeError('nested too deeply');
    // Places are looked up for one error only: for all of them it takes seconds.
    const lines = new LineCounter();
    const options = { schema: 'core', logLevel: 'silent', prettyErrors: false, lineCounter: lines } as const;
    const document = parseDocument(plain, options);
    const [error] = document.errors;
    if (error === undefined) return document.toJS({ maxAliasCount: MOST_ALIASES });
    const { line, col } = lines.linePos(error.pos[0]);
    where = `${line}:${col}`;
    cause = error;
  } catch (error) {
    // Aliases without end, or nesting beyond the limit.
    cause = error;
  }
  const params = { reason: 'notYaml', ...(where === '' ? {} : { where }) };
  throw new ProblemError({ code: 'calibration.malformed', severity: 'error', path, params }, { cause });
}

/** At most so many brackets are open at once; those in texts and comments count too, there are few. */
function bracketDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const bracket of text.matchAll(/[[\]{}]/g)) {
    depth = Math.max(0, depth + ('[{'.includes(bracket[0]) ? 1 : -1));
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
