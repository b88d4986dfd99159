import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clampPanel, panelRange, panelWidthCss, widthAfterKey, type PanelName } from './panelWidth.ts';

const RAIL = 44;
const panel = fc.constantFrom<PanelName>('cameras', 'side');

describe('widths of panels', () => {
  test('stay in their range, whatever the pointer does', () => {
    fc.assert(
      fc.property(
        panel,
        fc.double({ min: -1e4, max: 1e4, noNaN: true }),
        fc.integer({ min: 320, max: 5120 }),
        (name, width, windowWidth) => {
          const [min, max] = panelRange(name, windowWidth);
          const clamped = clampPanel(name, width, windowWidth);
          expect(clamped).toBeGreaterThanOrEqual(min);
          expect(clamped).toBeLessThanOrEqual(max);
          expect(clampPanel(name, clamped, windowWidth)).toBe(clamped);
        },
      ),
    );
  });

  test.each([1280, 1366, 1920, 2560])(
    'leave the views a third of a window of %i pixels less the rail',
    (width) => {
      const [cameras, side] = [panelRange('cameras', width)[1], panelRange('side', width)[1]];
      expect(width - RAIL - cameras - side).toBeGreaterThanOrEqual(width * 0.24);
    },
  );

  test('come back when the window is wide again: CSS clamps, the wish is kept', () => {
    expect(panelWidthCss('cameras', 600)).toBe('clamp(180px, 600px, calc(42vw / var(--ui-scale)))');
    expect(panelWidthCss('side', 300)).toBe('clamp(260px, 300px, calc(30vw / var(--ui-scale)))');
  });
});

const plain = (key: string) => ({ key, shiftKey: false });

describe('keys of a splitter', () => {
  const range = [180, 573] as const;

  test('the arrows move the line to their side', () => {
    expect(widthAfterKey(plain('ArrowRight'), 300, 1, range)).toBe(308);
    expect(widthAfterKey(plain('ArrowRight'), 300, -1, range)).toBe(292);
    expect(widthAfterKey({ key: 'ArrowLeft', shiftKey: true }, 300, 1, range)).toBe(260);
  });

  test('Home and End go to the ends, other keys are not its own', () => {
    expect(widthAfterKey(plain('Home'), 300, 1, range)).toBe(180);
    expect(widthAfterKey(plain('End'), 300, 1, range)).toBe(573);
    expect(widthAfterKey(plain('a'), 300, 1, range)).toBeUndefined();
  });
});
