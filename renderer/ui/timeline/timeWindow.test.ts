import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bringInSight,
  clampWindow,
  frameAtX,
  framesInSight,
  framesPerColumn,
  rulerStep,
  wholeSequence,
  xOfFrame,
  zoomWindow,
} from './timeWindow.ts';

const TOTAL = 1000;
const WIDTH = 800;
const whole = wholeSequence(TOTAL, WIDTH);

describe('the part of a sequence in sight', () => {
  test('all of it at first, the middle of each frame at its place', () => {
    expect(framesInSight(whole, WIDTH, TOTAL)).toEqual({ from: 0, to: TOTAL });
    expect(xOfFrame(whole, 0)).toBeCloseTo(0.4);
    expect(xOfFrame(whole, TOTAL - 1)).toBeCloseTo(WIDTH - 0.4);
  });

  test('property: a frame is found where it is, and places beyond the ends are the ends', () => {
    fc.assert(
      fc.property(fc.nat(TOTAL - 1), fc.double({ min: 0.1, max: 200, noNaN: true }), (index, factor) => {
        const zoomed = zoomWindow(whole, factor, xOfFrame(whole, index), TOTAL, WIDTH);
        expect(frameAtX(zoomed, xOfFrame(zoomed, index), TOTAL)).toBe(index);
      }),
    );
    expect(frameAtX(whole, -50, TOTAL)).toBe(0);
    expect(frameAtX(whole, WIDTH + 50, TOTAL)).toBe(TOTAL - 1);
  });

  test('zooming keeps what is under the pointer, and never leaves room over', () => {
    const zoomed = zoomWindow(whole, 10, 200, TOTAL, WIDTH);
    expect(zoomed.first + 200 / zoomed.perFrame).toBeCloseTo(250);
    expect(zoomWindow(zoomed, 0.001, 700, TOTAL, WIDTH)).toEqual(whole);
    expect(clampWindow({ first: 5000, perFrame: 8 }, TOTAL, WIDTH)).toEqual({ first: 900, perFrame: 8 });
    expect(clampWindow({ first: 0, perFrame: 5000 }, TOTAL, WIDTH).perFrame).toBe(64);
  });

  test('few frames are as wide as there is room, however wide', () => {
    expect(clampWindow(wholeSequence(4, WIDTH), 4, WIDTH)).toEqual({ first: 0, perFrame: 200 });
  });

  test('a frame that is out of sight is brought there, one that is in sight moves nothing', () => {
    const zoomed = { first: 100, perFrame: 8 };
    expect(bringInSight(zoomed, 150, TOTAL, WIDTH)).toBe(zoomed);
    for (const index of [0, 99, 200, 201, 640, TOTAL - 1]) {
      const { from, to } = framesInSight(bringInSight(zoomed, index, TOTAL, WIDTH), WIDTH, TOTAL);
      expect(index >= from && index < to, `frame ${index} in ${from}…${to}`).toBe(true);
    }
  });

  test.each([
    [100, 1],
    [20, 5],
    [8, 10],
    [0.8, 100],
    [0.08, 1000],
  ])('at %d pixels a frame every %d-th has its number', (perFrame, step) => {
    expect(rulerStep(perFrame, 44)).toBe(step);
  });

  test('frames that are too narrow share a column', () => {
    expect([8, 4, 3.9, 0.08].map(framesPerColumn)).toEqual([1, 1, 2, 50]);
  });
});
