import { describe, expect, test } from 'vitest';
import { DEFAULT_ONTOLOGY } from '#shared/dataset/defaultOntology.ts';
import { relativeLuminance } from '../controls/classColor.ts';
import { sceneClassColor } from './sceneClassColor.ts';

const names = DEFAULT_ONTOLOGY.classes.map(({ name }) => name);

/** WCAG contrast of every default class with a ground. */
function contrasts(theme: 'dark' | 'light', ground: string): number[] {
  const colorOf = sceneClassColor(DEFAULT_ONTOLOGY, theme);
  return names.map((name) => {
    const [a, b] = [relativeLuminance(colorOf(name)), relativeLuminance(ground)];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  });
}

describe('class colours in the cloud', () => {
  test.each([
    ['dark', '#0B0E13'],
    ['light', '#F4F6F9'],
  ] as const)('every default class stands out from the %s ground', (theme, ground) => {
    expect(Math.min(...contrasts(theme, ground))).toBeGreaterThanOrEqual(3);
  });

  test('a colour of the dataset’s own is kept in both themes', () => {
    const own = {
      classes: [{ name: 'crane', color: '#123456', size: [1, 1, 1] as [number, number, number], glyph: 'C' }],
    };
    expect(sceneClassColor(own, 'light')('crane')).toBe('#123456');
    expect(sceneClassColor(own, 'dark')('crane')).toBe('#123456');
  });

  test('an unknown class has a colour', () => {
    expect(sceneClassColor(DEFAULT_ONTOLOGY, 'dark')('spaceship')).toMatch(/^#[0-9A-F]{6}$/);
  });
});
