import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isGrabbable, openingBounds, windowStateSchema } from './windowState.ts';

const laptop = { x: 0, y: 25, width: 1366, height: 743 };
const beside = { x: 1366, y: 0, width: 2560, height: 1400 };
const above = { x: 0, y: -1080, width: 1920, height: 1040 };

describe('a window opens', () => {
  test.each([
    ['where it was left', { x: 100, y: 100, width: 1000, height: 600 }, [laptop]],
    ['on the other screen', { x: 1500, y: 10, width: 2000, height: 1300 }, [laptop, beside]],
    ['above the main screen', { x: 5, y: -1000, width: 900, height: 700 }, [laptop, above]],
    ['half over the edge', { x: 1200, y: 100, width: 1000, height: 600 }, [laptop]],
    ['over the left edge', { x: -800, y: 100, width: 1000, height: 600 }, [laptop]],
  ])('%s', (_what, left, screens) => {
    expect(openingBounds(left, screens)).toEqual(left);
  });

  test.each([
    ['the other screen is gone', { x: 1500, y: 10, width: 1000, height: 700 }, [laptop]],
    ['only a sliver would show', { x: 1300, y: 100, width: 1000, height: 600 }, [laptop]],
    ['its title bar would be above the screen', { x: 100, y: -40, width: 1000, height: 600 }, [laptop]],
    ['its title bar would be below the screen', { x: 100, y: 760, width: 1000, height: 600 }, [laptop]],
    ['it would be far away', { x: 2 ** 40, y: -(2 ** 40), width: 1000, height: 600 }, [laptop, beside]],
  ])('in the middle when %s', (_what, { width, height, ...at }, screens) => {
    expect(openingBounds({ width, height, ...at }, screens)).toEqual({ width, height });
  });

  test('in the middle for the first time, within a small screen', () => {
    expect(openingBounds(undefined, [laptop])).toEqual({ width: 1366, height: 743 });
    expect(openingBounds(undefined, [beside])).toEqual({ width: 1440, height: 900 });
    expect(openingBounds(undefined, [])).toEqual({ width: 1440, height: 900 });
  });

  test('within reach and no larger than its screen, wherever it was left', () => {
    const screens = [laptop, beside, above];
    const side = fc.integer({ min: 150, max: 10_000 });
    const at = fc.integer({ min: -5000, max: 5000 });
    fc.assert(
      fc.property(fc.record({ x: at, y: at, width: side, height: side }), (left) => {
        const { x, y, width, height } = openingBounds(left, screens);
        const isCentred = x === undefined && y === undefined;
        const fits = screens.some(
          (screen) =>
            width <= screen.width &&
            height <= screen.height &&
            (isCentred || isGrabbable({ x: x ?? 0, y: y ?? 0, width, height }, screen)),
        );
        expect(fits).toBe(true);
      }),
    );
  });

  test('where its title bar is in reach once it is made smaller', () => {
    const left = { x: -1450, y: 100, width: 1600, height: 600 };
    expect(openingBounds(left, [laptop])).toEqual({ width: 1366, height: 600 });
  });
});

test.each([
  '[]',
  'null',
  '{"bounds":{"x":0,"y":0,"width":0,"height":10}}',
  '{"bounds":{"x":0.5,"y":0,"width":10,"height":10}}',
  '{"bounds":{"x":1e300,"y":0,"width":10,"height":10}}',
  '{"isMaximized":1}',
])('%s is no state of a window', (text) => {
  expect(windowStateSchema.safeParse(JSON.parse(text)).success).toBe(false);
});
