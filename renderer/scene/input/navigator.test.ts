import { expect, test } from 'vitest';
import { Viewports } from '../views/viewports.ts';
import { dragModeOf } from './navigator.ts';

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
