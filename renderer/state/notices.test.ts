import { t } from 'i18next';
import { beforeEach, describe, expect, test } from 'vitest';
import { dismissNotice, notify, useNotices } from './notices.ts';

function say(text: string): void {
  notify({ tone: 'info', text: () => text });
}

function texts(): readonly string[] {
  return useNotices.getState().notices.map(({ text }) => text(t, 'en'));
}

beforeEach(() => {
  useNotices.setState({ notices: [] });
});

describe('notices', () => {
  test('the newest three are kept', () => {
    for (const text of ['a', 'b', 'c', 'd']) say(text);
    expect(texts()).toEqual(['b', 'c', 'd']);
  });

  test('the same text takes its own place instead of stacking up', () => {
    const first = notify({ tone: 'info', text: () => 'saved' });
    say('other');
    const second = notify({ tone: 'info', text: () => 'saved' });
    expect(texts()).toEqual(['other', 'saved']);
    expect(second).not.toBe(first);
  });

  test('one that was dismissed goes, another stays', () => {
    const id = notify({ tone: 'info', text: () => 'a' });
    notify({ tone: 'error', text: () => 'b' });
    dismissNotice(id);
    expect(texts()).toEqual(['b']);
  });
});
