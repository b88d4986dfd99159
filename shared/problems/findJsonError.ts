import { textPosition } from './textPosition.ts';

/** One character of a text at a time: with a `+` inside, an unclosed text would take time exponential in its length. */
const TOKEN =
  /[ \t\n\r]*(?:([{}[\]:,])|("(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y;

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end' | 'nothing';

/**
 * Where a text stops being JSON, 1-based. Engines word their messages differently and often leave the place out; this
 * scan runs only after `JSON.parse` has refused the text.
 */
export function findJsonError(text: string): { line: number; column: number } {
  return textPosition(text, errorOffset(text));
}

function errorOffset(text: string): number {
  const open: string[] = [];
  let expected: Expected = 'value';
  let offset = 0;
  for (;;) {
    TOKEN.lastIndex = offset;
    const match = TOKEN.exec(text);
    const blanks = /[ \t\n\r]*/y;
    blanks.lastIndex = offset;
    const start = offset + (blanks.exec(text)?.[0].length ?? 0);
    if (match === null) return start;
    const next = after(expected, match[1], match[2] !== undefined, open);
    if (next === undefined) return start;
    expected = next;
    offset = TOKEN.lastIndex;
  }
}

/** What may follow a token, or undefined where the token may not stand. Keeps the stack of open brackets. */
function after(
  expected: Expected,
  mark: string | undefined,
  isText: boolean,
  open: string[],
): Expected | undefined {
  const closed = (): Expected => {
    open.pop();
    return open.length === 0 ? 'nothing' : ', or end';
  };
  switch (expected) {
    case 'value':
    case 'value or ]':
      if (mark === '{' || mark === '[') {
        open.push(mark);
        return mark === '{' ? 'key or }' : 'value or ]';
      }
      if (mark === ']' && expected === 'value or ]') return closed();
      if (mark !== undefined) return undefined;
      return open.length === 0 ? 'nothing' : ', or end';
    case 'key':
    case 'key or }':
      if (mark === '}' && expected === 'key or }') return closed();
      return isText ? ':' : undefined;
    case ':':
      return mark === ':' ? 'value' : undefined;
    case ', or end': {
      const isObject = open.at(-1) === '{';
      if (mark === ',') return isObject ? 'key' : 'value';
      return mark === (isObject ? '}' : ']') ? closed() : undefined;
    }
    case 'nothing':
      return undefined;
  }
}
