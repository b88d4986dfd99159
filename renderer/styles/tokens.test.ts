import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DEFAULT_ONTOLOGY } from '#shared/dataset/defaultOntology.ts';
import { SCENE_THEMES } from '#renderer/scene/sceneTheme.ts';
import { colorOnTheme, relativeLuminance } from '#renderer/ui/controls/classColor.ts';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8').replaceAll(/\/\*.*?\*\//gs, '');

/** The declarations of the first rule with this selector. */
function declarations(selector: string): ReadonlyMap<string, string> {
  const body = css.slice(css.indexOf(`${selector} {`)).match(/\{(.*?)\}/s)?.[1] ?? '';
  return new Map([...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map((match) => [match[1]!, match[2]!.trim()]));
}

const dark = declarations(':root');
const themes = { dark, light: new Map([...dark, ...declarations(":root[data-theme='light']")]) } as const;
const THEMES = ['dark', 'light'] as const;

const GROUNDS = ['--ground', '--surface-0', '--surface-1', '--surface-2', '--surface-3'];
/** What is drawn, on which grounds, and the least contrast: text 4.5, controls and graphics 3 (WCAG 2.2 AA). */
const PAIRS: readonly (readonly [drawn: string, grounds: readonly string[], least: number])[] = [
  ...['--text-1', '--text-2', '--accent', '--ok', '--warning', '--error'].map(
    (drawn) => [drawn, GROUNDS, 4.5] as const,
  ),
  ['--text-3', GROUNDS.slice(0, 4), 4.5],
  ['--line-strong', GROUNDS, 3],
  ['--on-fill', ['--accent-fill'], 4.5],
  ...['car', 'truck', 'bus', 'pedestrian', 'rider', 'motor', 'cone', 'other'].flatMap((name) => [
    [`--c-${name}`, ['--ground'], 3] as const,
    [`--on-${name}`, [`--c-${name}`], 4.5] as const,
  ]),
];

function contrast(a: string, b: string): number {
  const [light, darker] = [relativeLuminance(a), relativeLuminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (darker! + 0.05);
}

describe.each(THEMES)('in the %s theme', (theme) => {
  const token = (name: string): string => themes[theme].get(name)?.toUpperCase() ?? '';

  test.each(PAIRS)('%s on %j contrasts %d or more', (drawn, grounds, least) => {
    const weak = grounds.filter((ground) => contrast(token(drawn), token(ground)) < least);
    expect(weak).toEqual([]);
  });

  test('classes and scene are painted with the colours of the tokens', () => {
    for (const { name, color } of DEFAULT_ONTOLOGY.classes) {
      expect(colorOnTheme(color, theme).toUpperCase()).toBe(token(`--c-${name}`));
    }
    const { ground, selection, text, faintText, accent, accentFill } = SCENE_THEMES[theme];
    expect([ground, selection, text, faintText, accent, accentFill]).toEqual(
      ['--ground', '--sel', '--text-1', '--text-3', '--accent', '--accent-fill']
        .map(token)
        .map((value) => value.toUpperCase()),
    );
  });
});

test('who prefers less motion gets none', () => {
  const still = declarations('@media (prefers-reduced-motion: reduce) {\n  :root');
  for (const name of [...dark.keys()].filter((key) => key.startsWith('--t-'))) {
    expect(still.get(name)).toBe('0ms');
  }
});

test('Chinese has a font on every system, after one for Latin letters and digits', () => {
  const fonts = dark.get('--font') ?? '';
  for (const chinese of ['PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC']) {
    expect(fonts.indexOf(chinese)).toBeGreaterThan(fonts.indexOf('Segoe UI'));
  }
});
