import { expect, test } from 'vitest';
import { positionIn } from './positionIn.ts';

const at = { left: 30, top: 60 };

test('a position is told in the pixels of the element, however large it is drawn', () => {
  const pointer = { clientX: 180, clientY: 210 };
  expect(positionIn({ getBoundingClientRect: () => at }, pointer)).toEqual([150, 150]);
  expect(positionIn({ getBoundingClientRect: () => at, currentCSSZoom: 1.5 }, pointer)).toEqual([100, 100]);
});
