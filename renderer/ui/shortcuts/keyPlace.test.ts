import { describe, expect, test } from 'vitest';
import { allowsCommand } from './keyPlace.ts';

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
});
