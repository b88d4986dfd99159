import { expect, test } from 'vitest';
import { numbersAt, parseDecimal, parseKittiText } from './kittiText.ts';

test.each([
  ['7.215377000000e+02', 721.5377],
  ['-1', -1],
  ['.5', 0.5],
  ['1.', 1],
  ['+0', 0],
  ['nan', 'notFinite'],
  ['-inf', 'notFinite'],
  ['1e999', 'notFinite'],
  ['', 'expectNumber'],
  ['0x10', 'expectNumber'],
  ['1,5', 'expectNumber'],
  ['1.2.3', 'expectNumber'],
])('the number %j', (word, expected) => {
  expect(parseDecimal(word)).toBe(expected);
});

test('keys end with a colon or without, lines in either way, after a byte order mark', () => {
  const text = parseKittiText(
    '\uFEFFR_rect 1 2 3\r\nT:\t4\t5 6  \n\nT: 7 8 9\ncalib_time: 09-Jan-2012 13:57:47',
  );
  expect(numbersAt(text, ['R0_rect', 'R_rect'], [3])).toEqual({ numbers: [1, 2, 3], where: 'R_rect' });
  expect(numbersAt(text, ['T'], [3])).toEqual({ numbers: [4, 5, 6], where: 'T' });
});

test.each([
  ['', { reason: 'missing', where: 'P2' }],
  ['P2: 1 2', { reason: 'wrongCount', where: 'P2', expected: 3 }],
  ['P2: 1 2 3 4', { reason: 'wrongCount' }],
  ['P2: 1 two 3', { reason: 'expectNumber', where: 'P2[1]' }],
  ['P2: 1 2 nan', { reason: 'notFinite', where: 'P2[2]' }],
])('%j is malformed', (text, fault) => {
  expect(numbersAt(parseKittiText(text), ['P2'], [3])).toMatchObject({
    fault: { code: 'calibration.malformed', ...fault },
  });
});
