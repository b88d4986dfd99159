import { expect, test } from 'vitest';
import { lidarFrame, madeObject, madeSet, writeAll, type Written } from '../../testing/interchange.ts';
import { deepEqual } from '../deepEqual.ts';
import { fromYaw } from '../geometry/quaternion.ts';
import type { LabelSequence, LabelSet } from './common/labelSet.ts';
import { mergeLosses } from './common/mergeLosses.ts';
import { formatById, INTERCHANGE_IDS } from './formats.ts';
import { isShareable } from './shareable.ts';

const GENERATOR = { name: 'boxwright', version: '0.0.0' };

/** Each with an object that most formats lose something of, and one that is nowhere. */
const sequences = ['c', 'a', 'b'].map((id, n): LabelSequence => {
  const cuboid = { centre: [10 + n, 1, 0], size: [4, 2, 1.5], rotation: fromYaw(n / 3) } as const;
  const tilted = { ...cuboid, rotation: [0.1, 0, 0, Math.sqrt(0.99)] } as const;
  const lost = { ...cuboid, centre: [Number.NaN, 0, 0] } as const;
  const frames = [0, 1].map((index) => ({
    name: `${id}${index}`,
    objects: [
      madeObject(cuboid, '1', { attributes: { colour: 'red' } }),
      madeObject(tilted, '2'),
      madeObject(lost, '3'),
    ],
  }));
  const frame = (name: string, index: number) => {
    const made = lidarFrame(name, index);
    return { ...made, id: `${id}/${made.id}`, cloud: { sensor: 'lidar', path: `${id}/${made.id}` } };
  };
  return madeSet(frames, { id, name: id, folder: id }, frame).sequences[0]!;
});
const setOf = (some: readonly LabelSequence[]): LabelSet => ({ ...madeSet([]), sequences: some });

test.each(INTERCHANGE_IDS)(
  '%s is written sequence by sequence as it is at once, or known not to be',
  async (id) => {
    const format = formatById(id, GENERATOR);
    const whole = await writeAll(format, setOf(sequences));
    const parts: Written[] = [];
    for (const sequence of sequences) parts.push(await writeAll(format, setOf([sequence])));
    const files = Object.assign({}, ...parts.map((part) => part.files)) as Written['files'];
    const count = parts.reduce((sum, part) => sum + Object.keys(part.files).length, 0);
    const isSame = JSON.stringify(sorted(files)) === JSON.stringify(sorted(whole.files));
    expect(isSame && count === Object.keys(files).length).toBe(isShareable(id));
    // Reports of shards may come in any order.
    const merged = mergeLosses(parts.toReversed().map(({ losses }) => losses));
    expect(!isShareable(id) || deepEqual(merged, whole.losses)).toBe(true);
  },
);

function sorted(files: Written['files']): readonly (readonly [string, string])[] {
  return Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
}
