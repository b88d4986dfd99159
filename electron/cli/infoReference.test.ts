import { expect, test } from 'vitest';
import { pcdReferences, type ReferenceField } from '../../testing/pcdReference.ts';
import { describeWithReference } from '../../testing/referenceData.ts';
import { runProgram } from './program.ts';

async function infoOf(path: string): Promise<{ exitCode: number; json: unknown }> {
  let out = '';
  const terminal = { out: (text: string) => (out += text), err: (text: string) => (out += text) };
  const exitCode = await runProgram(['info', path, '--json'], terminal);
  return { exitCode, json: JSON.parse(out) };
}

describeWithReference('boxwright info --json', (root) => {
  const { readable, unreadable } = pcdReferences(root);

  test.each(unreadable)('$file is refused', async ({ file }) => {
    const { exitCode, json } = await infoOf(`${root}/data/${file}`);
    expect(exitCode).toBe(2);
    expect(json).toMatchObject({
      error: { code: expect.any(String), message: expect.any(String), offset: expect.any(Number) },
    });
  });

  test.each(readable)('$file', async ({ file, expected }) => {
    const { exitCode, json } = await infoOf(`${root}/data/${file}`);
    expect(exitCode).toBe(0);
    const fields = expected.fields.filter(({ padding }) => padding !== true);
    expect(json).toMatchObject({
      format: 'pcd',
      points: expected.n,
      fields: fields.map(({ name, count, dtype, nan = 0, inf = 0, min, max }) => ({
        name,
        type: dtype[0]!.toUpperCase(),
        size: Number(dtype[1]),
        count,
        min: min ?? null,
        max: max ?? null,
        nonFinite: nan + inf,
      })),
    });
    const found = (json as { fields: { mean: number | null }[] }).fields;
    expect(Math.max(0, ...meanErrors(fields, found))).toBeLessThan(1e-11);
  });
});

/** The references sum in another order: of the largest value, not of a mean near zero. Those beyond float64 say nothing. */
function meanErrors(fields: readonly ReferenceField[], found: readonly { mean: number | null }[]): number[] {
  return fields.map(({ mean = 0, min = 0, max = 0 }, i) => {
    const largest = Math.max(Math.abs(min), Math.abs(max), 1e-300);
    return mean === 'nan' ? 0 : Math.abs((found[i]?.mean ?? 0) - mean) / largest;
  });
}
