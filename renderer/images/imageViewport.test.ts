import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitViewport, imageFromPanel, panBy, panelFromImage, zoomAt } from './imageViewport.ts';

const extent = fc.record({
  width: fc.integer({ min: 2, max: 8000 }),
  height: fc.integer({ min: 2, max: 8000 }),
});
const position = fc.tuple(
  fc.double({ min: -500, max: 3000, noNaN: true }),
  fc.double({ min: -500, max: 3000, noNaN: true }),
);

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
});
