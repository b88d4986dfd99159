import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isInPanel,
  closeUpViewport,
  fitViewport,
  imageFromPanel,
  panBy,
  panelFromImage,
  zoomAt,
} from './imageViewport.ts';

const extent = fc.record({
  width: fc.integer({ min: 2, max: 8000 }),
  height: fc.integer({ min: 2, max: 8000 }),
});
const position = fc.tuple(
  fc.double({ min: -500, max: 3000, noNaN: true }),
  fc.double({ min: -500, max: 3000, noNaN: true }),
);

/** A share of an image's length as a pixel coordinate. */
function along(share: number, length: number): number {
  return share * length - 0.5;
}

describe('image viewport', () => {
  test('fitting shows the whole image, centred', () => {
    fc.assert(
      fc.property(extent, extent, (image, panel) => {
        const viewport = fitViewport(image, panel);
        const [left, top] = panelFromImage(viewport, [-0.5, -0.5]);
        const [right, bottom] = panelFromImage(viewport, [image.width - 0.5, image.height - 0.5]);
        expect(left).toBeCloseTo(panel.width - right, 6);
        expect(top).toBeCloseTo(panel.height - bottom, 6);
        expect(Math.min(left, top)).toBeCloseTo(0, 6);
      }),
    );
  });

  test('panel and image positions are inverse to each other', () => {
    fc.assert(
      fc.property(extent, extent, position, (image, panel, at) => {
        const viewport = fitViewport(image, panel);
        const [x, y] = panelFromImage(viewport, imageFromPanel(viewport, at));
        expect(x).toBeCloseTo(at[0], 6);
        expect(y).toBeCloseTo(at[1], 6);
      }),
    );
  });

  test('zooming in keeps the point under the pointer where it is', () => {
    const image = { width: 2048, height: 1536 };
    const panel = { width: 400, height: 300 };
    const at = [100, 200] as const;
    const before = fitViewport(image, panel);
    const after = zoomAt(before, at, 2.5, image, panel);
    expect(after.scale).toBeCloseTo(before.scale * 2.5, 12);
    const [u, v] = imageFromPanel(before, at);
    const [u2, v2] = imageFromPanel(after, at);
    expect(u2).toBeCloseTo(u, 9);
    expect(v2).toBeCloseTo(v, 9);
  });

  test('no zooming and panning can lose the image', () => {
    const step = fc.oneof(
      fc.record({ dx: fc.double({ min: -1e4, max: 1e4, noNaN: true }), dy: fc.constant(37) }),
      fc.record({ at: position, factor: fc.double({ min: 0.01, max: 100, noNaN: true }) }),
    );
    fc.assert(
      fc.property(extent, extent, fc.array(step, { maxLength: 12 }), (image, panel, steps) => {
        let viewport = fitViewport(image, panel);
        for (const one of steps) {
          viewport =
            'at' in one
              ? zoomAt(viewport, one.at, one.factor, image, panel)
              : panBy(viewport, one.dx, one.dy, image, panel);
        }
        if (steps.length === 0) return;
        const [u, v] = imageFromPanel(viewport, [panel.width / 2, panel.height / 2]);
        expect(u).toBeGreaterThanOrEqual(-1e-6);
        expect(u).toBeLessThanOrEqual(image.width - 1 + 1e-6);
        expect(v).toBeGreaterThanOrEqual(-1e-6);
        expect(v).toBeLessThanOrEqual(image.height - 1 + 1e-6);
      }),
    );
  });

  test('a close-up shows what it is of, and no emptiness that image could fill', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(extent, extent, share, share, share, share, (image, panel, x0, x1, y0, y1) => {
        const area = {
          left: along(Math.min(x0, x1), image.width),
          right: along(Math.max(x0, x1), image.width),
          top: along(Math.min(y0, y1), image.height),
          bottom: along(Math.max(y0, y1), image.height),
        };
        const viewport = closeUpViewport(area, image, panel);
        const tolerance = 1e-6 * viewport.scale * Math.max(image.width, image.height);
        const [left, top] = panelFromImage(viewport, [area.left, area.top]);
        const [right, bottom] = panelFromImage(viewport, [area.right, area.bottom]);
        expect(Math.min(left, top)).toBeGreaterThan(-tolerance);
        expect(right).toBeLessThan(panel.width + tolerance);
        expect(bottom).toBeLessThan(panel.height + tolerance);
        const [first] = panelFromImage(viewport, [-0.5, -0.5]);
        const [last] = panelFromImage(viewport, [image.width - 0.5, image.height - 0.5]);
        const covers = image.width * viewport.scale >= panel.width;
        expect(covers ? first : 0).toBeLessThan(tolerance);
        expect(covers ? panel.width - last : 0).toBeLessThan(tolerance);
      }),
    );
  });

  test('a close-up is three times as large as what it is of', () => {
    const area = { left: 300, top: 180, right: 340, bottom: 200 };
    const viewport = closeUpViewport(area, { width: 640, height: 400 }, { width: 300, height: 200 });
    expect(viewport.scale).toBe(2.5);
    expect(panelFromImage(viewport, [320, 190])).toEqual([150, 100]);
  });

  test('a close-up of something large fills the panel, unless that would cut it off', () => {
    const [image, panel] = [
      { width: 640, height: 400 },
      { width: 200, height: 300 },
    ];
    const near = { left: 400, top: 150, right: 600, bottom: 380 };
    expect(closeUpViewport(near, image, panel).scale).toBe(300 / 400);
    const across = { left: 20, top: 150, right: 620, bottom: 380 };
    expect(closeUpViewport(across, image, panel).scale).toBe(200 / 600);
  });
});

describe('what is in the panel', () => {
  const panel = { width: 300, height: 200 };
  const viewport = { scale: 2, offsetX: -100, offsetY: 0 };

  test.each([
    ['across its left border', { left: 40, top: 10, right: 60, bottom: 20 }, true],
    ['beyond it', { left: 10, top: 10, right: 40, bottom: 20 }, false],
    ['by its line alone', { left: 10, top: 10, right: 49, bottom: 20 }, true],
    ['below', { left: 60, top: 110, right: 70, bottom: 120 }, false],
    ['around all of it', { left: -500, top: -500, right: 500, bottom: 500 }, true],
  ])('%s', (_where, area, expected) => {
    expect(isInPanel(area, viewport, panel)).toBe(expected);
  });
});
