import { expect, test } from 'vitest';
import { findingLines } from './findingLines.ts';
import { textTable } from './textTable.ts';

const HOSTILE = '\u001b[31mred\u0007\nb\u202eevil';
const SAFE = '�[31mred��b�evil';

test('a hostile name neither breaks a line of a table nor speaks to the terminal', () => {
  expect(
    textTable([
      ['', 'n'],
      [HOSTILE, '1'],
    ])[1],
  ).toBe(`${SAFE}  1`);
});

test('nor does the name of a frame with a finding', () => {
  const finding = {
    rule: 'TRK010',
    severity: 'error',
    frameId: HOSTILE,
    params: { number: 1, class: 'car', distanceMetres: 2 },
    badness: 1,
    key: 'k',
  } as const;
  expect(findingLines([{ sequence: 's', finding, isFixed: false }])).toEqual([
    `error TRK010 ${SAFE}: Car 1 is there twice, 2.00 m apart`,
  ]);
});
