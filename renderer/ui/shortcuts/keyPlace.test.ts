import { afterEach, describe, expect, test, vi } from 'vitest';
import { allowsCommand, isPress } from './keyPlace.ts';

afterEach(() => vi.unstubAllGlobals());

describe('who gets a key', () => {
  test('text fields keep letters, arrows and their own undo, but not saving', () => {
    expect(allowsCommand('text', 'KeyF', 'edit')).toBe(false);
    expect(allowsCommand('text', 'ArrowLeft', 'cuboid')).toBe(false);
    expect(allowsCommand('text', 'Primary+KeyZ', 'edit')).toBe(false);
    expect(allowsCommand('text', 'Primary+KeyS', 'file')).toBe(true);
    expect(allowsCommand('text', 'Primary+KeyK', 'app')).toBe(true);
    expect(allowsCommand('text', 'Shift+F6', 'app')).toBe(true);
  });

  test('Tab walks objects in a canvas only', () => {
    expect(allowsCommand('canvas', 'Tab', 'edit')).toBe(true);
    expect(allowsCommand('canvas', 'Shift+Tab', 'edit')).toBe(true);
    expect(allowsCommand('elsewhere', 'Tab', 'edit')).toBe(false);
    expect(allowsCommand('list', 'Shift+Tab', 'edit')).toBe(false);
  });

  test('lists keep the arrows and leave the letters', () => {
    expect(allowsCommand('list', 'ArrowDown', 'cuboid')).toBe(false);
    expect(allowsCommand('list', 'Shift+ArrowDown', 'cuboid')).toBe(false);
    expect(allowsCommand('list', 'KeyG', 'cuboid')).toBe(true);
    expect(allowsCommand('list', 'PageDown', 'frame')).toBe(true);
  });

  test('nothing goes past an open dialog', () => {
    expect(allowsCommand('dialog', 'Primary+KeyS', 'file')).toBe(false);
    expect(allowsCommand('dialog', 'Escape', 'edit')).toBe(false);
  });

  test('Enter presses the button that has the focus, and does its work everywhere else', () => {
    class FakeElement extends EventTarget {
      readonly #name: string;

      constructor(name: string) {
        super();
        this.#name = name;
      }

      matches(selector: string): boolean {
        return selector.split(', ').includes(this.#name);
      }
    }
    vi.stubGlobal('Element', FakeElement);
    expect(isPress(new FakeElement('button'), 'Enter')).toBe(true);
    expect(isPress(new FakeElement('canvas'), 'Enter')).toBe(false);
    expect(isPress(new FakeElement('button'), 'KeyF')).toBe(false);
    expect(isPress(null, 'Enter')).toBe(false);
  });
});
