import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followPointer, hidePointerHint, hintAtPointer, usePointerHint } from './pointerHint.ts';

/** As much of an element as is asked for. */
class FakeElement {
  readonly #isInView: boolean;

  constructor(isInView: boolean) {
    this.#isInView = isInView;
  }

  closest(): FakeElement | null {
    return this.#isInView ? this : null;
  }
}

let page: EventTarget;
let stop: () => void;

beforeEach(() => {
  page = new EventTarget();
  vi.stubGlobal('window', page);
  vi.stubGlobal('Element', FakeElement);
  stop = followPointer();
});

afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

function moveTo(isInView: boolean, clientX: number, clientY: number): void {
  const event = new Event('pointermove');
  Object.defineProperty(event, 'target', { value: new FakeElement(isInView) });
  page.dispatchEvent(Object.assign(event, { clientX, clientY }));
}

const text = (): string => 'Nothing here';

test('it is said where the pointer is, and nowhere while that is over no view', () => {
  expect(hintAtPointer(text)).toBe(false);
  moveTo(true, 30, 40);
  expect(hintAtPointer(text)).toBe(true);
  expect(usePointerHint.getState().hint).toEqual({ text, x: 30, y: 40 });
  hidePointerHint();
  expect(usePointerHint.getState().hint).toBeUndefined();
  moveTo(false, 5, 5);
  expect(hintAtPointer(text)).toBe(false);
});

test('it goes with the workspace', () => {
  moveTo(true, 30, 40);
  hintAtPointer(text);
  stop();
  expect(usePointerHint.getState().hint).toBeUndefined();
  expect(hintAtPointer(text)).toBe(false);
});
