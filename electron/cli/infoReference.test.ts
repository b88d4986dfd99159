import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeWithReference } from '../../testing/referenceData.ts';
import { runProgram } from './program.ts';

interface Reference {
  readonly file: string;
  readonly numpy_reader:
    | {
        readonly ok: true;
        readonly n: number;
        readonly fields: readonly {
          readonly name: string;
          readonly padding?: true;
          readonly count: number;
          readonly dtype: string;
          readonly nan?: number;
          readonly inf?: number;
          readonly min?: number;
          readonly max?: number;
          /** `nan` where the sum went beyond float64. */
          readonly mean?: number | 'nan';
        }[];
      }
    | { readonly ok: false };
}

async function infoOf(path: string): Promise<{ exitCode: number; json: unknown }> {
  let out = '';
  const terminal = { out: (text: string) => (out += text), err: (text: string) => (out += text) };
  const exitCode = await runProgram(['info', path, '--json'], terminal);
  return { exitCode, json: JSON.parse(out) };
}

describeWithReference('boxwright info --json', (root) => {
  const references: Reference[] = JSON.parse(readFileSync(`${root}/oracle/pcd_summary.json`, 'utf8'));

  test.each(references)('$file', async ({ file, numpy_reader: expected }) => {
    const { exitCode, json } = await infoOf(`${root}/data/${file}`);
    if (!expected.ok) {
      expect(exitCode).toBe(2);
      expect(json).toMatchObject({
        error: { code: expect.any(String), message: expect.any(String), offset: expect.any(Number) },
      });
      return;
    }
    expect(exitCode).toBe(0);
    const fields = expected.fields.filter(({ padding }) => padding !== true);
    expect(json).toMatchObject({
      format: 'pcd',
      points: expected.n,
      fields: fields.map(({ name, count, dtype, nan = 0, inf = 0, min, max, mean }) => ({
        name,
        type: dtype[0]!.toUpperCase(),
        size: Number(dtype[1]),
        count,
        min: min ?? null,
        max: max ?? null,
        mean: meanLike(mean, Math.max(Math.abs(min ?? 0), Math.abs(max ?? 0))),
        nonFinite: nan + inf,
      })),
    });
  });
});

/** The references sum in another order: of float64 sums that shows in the last digits. */
function meanLike(mean: number | 'nan' | undefined, largest: number): unknown {
  if (mean === undefined) return null;
  if (mean === 'nan') return expect.any(Number);
  const digits = Math.floor(11 - Math.log10(Math.max(largest, 1e-300)));
  return expect.closeTo(mean, Math.min(300, digits));
}
