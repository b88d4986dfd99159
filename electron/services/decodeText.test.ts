import { describe, expect, test } from 'vitest';
import { describeProblem } from '#shared/problems/describeProblem.ts';
import { ProblemError } from '#shared/problems/problem.ts';
import { decodeText } from './decodeText.ts';

function sentence(bytes: Uint8Array): string | undefined {
  try {
    decodeText(bytes, 'x.json');
    return undefined;
  } catch (error) {
    if (error instanceof ProblemError) return describeProblem(error.problem, 'en');
    throw error;
  }
}

describe('what is not UTF-8', () => {
  test('is named with the place of the first wrong character', () => {
    // 车 in GBK
    const bytes = Buffer.concat([Buffer.from('{\n  "客": "'), Uint8Array.of(0xb3, 0xb5), Buffer.from('"}')]);
    expect(sentence(bytes)).toContain('the text is not UTF-8, first in line 2, column 9.');
  });

  test.each([
    ['with a byte order mark', Buffer.from('\uFEFF{"a": 1}', 'utf16le')],
    ['without', Buffer.from('{"a": 1}', 'utf16le')],
    ['big-endian', Buffer.from('{"a": 1}', 'utf16le').swap16()],
    ['big-endian with a mark', Buffer.from('\uFEFF{"a": 1}', 'utf16le').swap16()],
  ])('UTF-16 %s is told by name', (_what, bytes) => {
    expect(sentence(bytes)).toContain('the text is UTF-16, save it as UTF-8');
  });

  test('a byte order mark of UTF-8 and short texts are fine', () => {
    for (const text of ['\uFEFF{}', '', '1', '{}']) {
      expect(decodeText(Buffer.from(text), 'x.json')).toBe(text);
    }
  });
});
