import { describe, expect, test } from 'vitest';
import { DEFAULT_ONTOLOGY } from '#shared/dataset/defaultOntology.ts';
import { classPaint, relativeLuminance } from './classColor.ts';

function contrast(a: string, b: string): number {
  const [light, dark] = [relativeLuminance(a), relativeLuminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

describe('text on class colours', () => {
  test('black on bright, white on dark', () => {
    expect(classPaint({ color: '#F9EF20' }).on).toBe('#0B0E13');
    expect(classPaint({ color: '#61410A' }).on).toBe('#FFFFFF');
  });

  test('is legible on each class that datasets get by default (WCAG AA)', () => {
    const ratios = DEFAULT_ONTOLOGY.classes.map(classPaint).map(({ fill, on }) => contrast(fill, on));
    expect(Math.min(...ratios)).toBeGreaterThanOrEqual(4.5);
  });

  test('luminance is that of WCAG at its ends', () => {
    expect(relativeLuminance('#000000')).toBe(0);
    expect(relativeLuminance('#FFFFFF')).toBeCloseTo(1, 12);
    expect(contrast('#FFFFFF', '#777777')).toBeCloseTo(4.48, 2);
  });
});
