import { afterEach, expect, test, vi } from 'vitest';
import { Viewports } from '../views/viewports.ts';
import { dragModeOf, Navigator } from './navigator.ts';

const NONE = { shift: false, primary: false, alt: false };
const SHIFT = { ...NONE, shift: true };
const { perspective, top } = new Viewports();

test.each([
  ['left', NONE, 'orbit', 'pan'],
  ['left', SHIFT, undefined, undefined],
  ['right', NONE, 'orbit', 'pan'],
  ['right', SHIFT, 'pan', 'pan'],
  ['middle', NONE, 'pan', 'pan'],
] as const)('dragging with the %s button, %o', (button, modifiers, inPerspective, inTop) => {
  expect(dragModeOf(perspective, { button, modifiers })).toBe(inPerspective);
  expect(dragModeOf(top, { button, modifiers })).toBe(inTop);
});

test('the views lie beside each other and exchange their places', () => {
  const viewports = new Viewports();
  viewports.resize({ width: 753, height: 660 });
  expect(viewports.at([10, 10])?.id).toBe('perspective');
  expect(viewports.at([10, 650])?.id).toBe('top');
  expect(viewports.at([10, viewports.perspective.rect.height])).toBeUndefined();
  expect(viewports.top.toLocal([10, 500])).toEqual([10, 500 - viewports.top.rect.top]);
  viewports.swap();
  expect(viewports.at([10, 10])?.id).toBe('top');
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test.each([
  [true, false],
  [false, true],
])('with less motion preferred: %s, going to an object is a flight: %s', (prefersLess, flies) => {
  vi.stubGlobal('matchMedia', () => ({ matches: prefersLess }));
  const onMoved = vi.fn<() => void>();
  const navigator = new Navigator(() => 0, onMoved);
  const before = top.camera;
  navigator.flyTo(top, [12, 4, 0], 3);
  expect(navigator.isFlying).toBe(flies);
  expect(top.camera === before).toBe(flies);
  expect(onMoved).toHaveBeenCalledTimes(1);
});
