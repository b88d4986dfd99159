import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeCard, type CardSide } from './placeCard.ts';

const WINDOW = { width: 1366, height: 768 };
const CARD = { width: 280, height: 160 };

test('beside a button: to its right, the tip at its middle', () => {
  const button = { left: 4, top: 90, width: 36, height: 36 };
  expect(placeCard('right', button, CARD, WINDOW)).toEqual({ left: 50, top: 90, tip: 18 });
});

test('above the strip at the foot, and in the lower right corner of a view', () => {
  const strip = { left: 0, top: 700, width: 1366, height: 44 };
  expect(placeCard('above', strip, CARD, WINDOW)).toMatchObject({ left: 8, top: 530 });
  const view = { left: 344, top: 40, width: 754, height: 400 };
  expect(placeCard('inside', view, CARD, WINDOW)).toMatchObject({ left: 808, top: 270 });
});

test('it never leaves a window that has room for it, and its tip never leaves the card', () => {
  const pixels = fc.integer({ min: 0, max: 2000 });
  const anchor = fc.record({ left: pixels, top: pixels, width: pixels, height: pixels });
  const side = fc.constantFrom<CardSide>('right', 'above', 'inside');
  const size = fc.integer({ min: 400, max: 2000 });
  fc.assert(
    fc.property(side, anchor, size, size, (where, box, width, height) => {
      const { left, top, tip } = placeCard(where, box, CARD, { width, height });
      expect(left).toBeGreaterThanOrEqual(0);
      expect(top).toBeGreaterThanOrEqual(0);
      expect(left + CARD.width).toBeLessThanOrEqual(width);
      expect(top + CARD.height).toBeLessThanOrEqual(height);
      expect(tip).toBeGreaterThan(0);
      expect(tip).toBeLessThan(where === 'above' ? CARD.width : CARD.height);
    }),
  );
});
