import { expect, test } from 'vitest';
import { spellOut } from './spellOut.ts';

test('syllables take the place of characters, and know whose they are', () => {
  const { text, places } = spellOut('左移 5 厘米', ['zuo', 'yi', 'li', 'mi']);
  expect(text).toBe('zuo yi 5 li mi');
  expect(places[text.indexOf('yi')]).toBe(1);
  expect(places[text.indexOf('5')]).toBe(3);
  expect(places[text.indexOf('mi')]).toBe(6);
});

test('what is not Chinese stays', () => {
  expect(spellOut('类别 1 · Car', ['lei', 'bie']).text).toBe('lei bie 1 · Car');
  expect(spellOut('类别 1 · 车', ['lei', 'bie']).text).toBe('lei bie 1 · 车');
});
