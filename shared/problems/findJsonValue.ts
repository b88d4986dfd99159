import { skipSpace, skipString, skipValue } from './skipJson.ts';
import { textPosition } from './textPosition.ts';

/**
 * Where a value stands in a JSON text, lines and columns from 1; of one that is missing, what it is missing in. Looked for
 * once something is wrong with it, so that a file need not be parsed with the places of all its values.
 *
 * @param file valid JSON
 * @param path keys and indices from the outermost value
 */
export function findJsonValue(file: string, path: readonly PropertyKey[]): { line: number; column: number } {
  const text = file.startsWith('\uFEFF') ? file.slice(1) : file;
  let at = skipSpace(text, 0);
  for (const key of path) {
    const inner =
      text[at] === '{' ? memberOf(text, at, key) : text[at] === '[' ? itemOf(text, at, key) : undefined;
    if (inner === undefined) break;
    at = inner;
  }
  return textPosition(text, at);
}

function memberOf(text: string, from: number, key: PropertyKey): number | undefined {
  let at = skipSpace(text, from + 1);
  while (text[at] === '"') {
    const keyEnd = skipString(text, at);
    const valueStart = skipSpace(text, skipSpace(text, keyEnd) + 1);
    if (JSON.parse(text.slice(at, keyEnd)) === key) return valueStart;
    at = nextOf(text, valueStart);
  }
  return undefined;
}

function itemOf(text: string, from: number, index: PropertyKey): number | undefined {
  let at = skipSpace(text, from + 1);
  for (let i = 0; text[at] !== ']'; i += 1) {
    if (i === index) return at;
    at = nextOf(text, at);
  }
  return undefined;
}

/** From a value's first character to what comes after the comma, or to the closing bracket. */
function nextOf(text: string, valueStart: number): number {
  const at = skipSpace(text, skipValue(text, valueStart));
  return text[at] === ',' ? skipSpace(text, at + 1) : at;
}
