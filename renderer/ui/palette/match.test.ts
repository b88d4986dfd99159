import { describe, expect, test } from 'vitest';
import { CLOSENESS, foldQuery, matchText, searchText, type Closeness } from './match.ts';

function cost(typed: string, text: string, loosest?: Closeness): number {
  return matchText(foldQuery(typed), searchText(text, loosest))?.cost ?? Infinity;
}

/** The text with the matched letters in capitals. */
function marked(typed: string, text: string): string | undefined {
  const match = matchText(foldQuery(typed), searchText(text));
  return match?.pieces.reduceRight(
    (rest, { start, length }) =>
      `${rest.slice(0, start)}[${rest.slice(start, start + length)}]${rest.slice(start + length)}`,
    text,
  );
}

describe('how closely a text comes', () => {
  test('whole, then its start, then starts of words, then inside, then scattered letters', () => {
    const costs = ['undo', 'undo all', 'can undo', 'can reundo', 'upend old'].map((text) =>
      cost('undo', text),
    );
    expect(costs).toEqual(costs.toSorted((a, b) => a - b));
    expect(new Set(costs.map((value) => Math.floor(value / 1000))).size).toBe(costs.length);
    expect(cost('undo', 'redo')).toBe(Infinity);
  });

  test('fewer pieces are closer than a shorter text, and that is closer than a longer one', () => {
    expect(cost('nf', 'go to nfrd')).toBeLessThan(cost('nf', 'next f'));
    expect(cost('fr', 'frame')).toBeLessThan(cost('fr', 'frames'));
  });

  test('letters match the starts of words in order', () => {
    expect(marked('nf', 'Next frame')).toBe('[N]ext [f]rame');
    expect(marked('nexfr', 'Next frame')).toBe('[Nex]t [fr]ame');
    expect(marked('car12', 'Car 12')).toBe('[Car] [12]');
  });

  test('a number is a word without its leading zeros', () => {
    expect(cost('965', '000965')).toBeLessThan(3000);
    expect(cost('965', '001965')).toBeGreaterThan(3000);
  });

  test('every Chinese character is a word', () => {
    expect(marked('新合', '重新贴合')).toBe('重[新]贴[合]');
    expect(cost('新合', '重新贴合', CLOSENESS.words)).toBeLessThan(Infinity);
  });

  test('names are not found by scattered letters, spellings not from inside a syllable', () => {
    expect(cost('019', '000109', CLOSENESS.inside)).toBe(Infinity);
    expect(cost('hexiao', 'che xiao', CLOSENESS.words)).toBe(Infinity);
  });

  test.each(['chexiao', 'cx', 'chx', 'chexi', 'che xiao', "che'xiao", 'ＣＸ'])(
    '%s spells a command as people type pinyin',
    (typed) => {
      expect(cost(typed, 'che xiao', CLOSENESS.words)).toBeLessThan(3000);
    },
  );

  test('letters that grow when lowered do not shift what is marked', () => {
    expect(marked('b', 'İİ b')).toBe('İİ [b]');
  });

  test.each([
    ['words', 'a '.repeat(90)],
    ['pieces', 'aa '.repeat(60)],
    ['one word', 'a'.repeat(190)],
    ['a very long text', 'a '.repeat(50_000)],
  ])('a hostile name of %s takes no time', (_, name) => {
    const before = process.cpuUsage();
    expect(cost(`${'a'.repeat(60)}b`, `${name}cb`, CLOSENESS.words)).toBe(Infinity);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(200);
  });
});
