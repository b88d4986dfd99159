import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { listenForShortcuts } from './listenForShortcuts.ts';

vi.mock('../controls/isMac.ts', () => ({ IS_MAC: false }));

let ran: string[];
let marked: 'None' | 'Range';
let isEnabled: (id: string) => boolean;
let stop: () => void;

beforeEach(() => {
  ran = [];
  marked = 'None';
  const getSelection = (): { type: string } => ({ type: marked });
  vi.stubGlobal('window', Object.assign(new EventTarget(), { getSelection }));
  vi.stubGlobal('document', { querySelector: () => null });
  // Some class: no target here is an element.
  vi.stubGlobal('Element', Event);
  isEnabled = () => true;
  stop = listenForShortcuts({ run: (id) => isEnabled(id) && ran.push(id) > 0 });
});
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

/** Presses a key where nothing special has the focus; true when the page kept it from the browser. */
function press(code: string, held: { ctrlKey?: boolean; repeat?: boolean } = {}): boolean {
  const modifiers = { ctrlKey: false, shiftKey: false, altKey: false, metaKey: false };
  const event = new Event('keydown', { cancelable: true });
  return !window.dispatchEvent(Object.assign(event, { ...modifiers, code, isComposing: false }, held));
}

describe('keys', () => {
  test('held down repeat what moves, and do the rest once', () => {
    press('KeyW', { repeat: true });
    expect(ran).toEqual(['cuboid.moveUp']);
    const kept = [
      press('KeyD', { ctrlKey: true, repeat: true }),
      press('KeyL', { repeat: true }),
      press('Delete', { repeat: true }),
    ];
    expect([ran, kept]).toEqual([['cuboid.moveUp'], [true, true, true]]);
  });

  test('of "done" run the first of the commands that go before while one is enabled', () => {
    const disabled = new Set<string>();
    isEnabled = (id) => !disabled.has(id);
    const inTurn = ['review.fixNext', 'proposal.accept', 'track.confirmNext', 'frame.done'] as const;
    for (const id of inTurn) {
      press('Space');
      disabled.add(id);
    }
    expect(ran).toEqual(inTurn);
  });

  test('copy marked text where there is some, else the selected cuboids', () => {
    marked = 'Range';
    expect(press('KeyC', { ctrlKey: true })).toBe(false);
    expect(ran).toEqual([]);
    marked = 'None';
    expect(press('KeyC', { ctrlKey: true })).toBe(true);
    expect(ran).toEqual(['edit.copy']);
  });
});
