import { expect, test } from 'vitest';
import { fixesTogether } from './fixesTogether.ts';
import type { Fix } from './finding.ts';
import { objectOf } from './testing/qualityScenes.ts';

const object = objectOf(1);
const { centre, size, rotation } = object.cuboid;

function finding(key: string, change: { readonly size?: typeof size } = {}, objectId = object.id) {
  const fix: Fix = { kind: 'cuboid', objectId, cuboid: { centre, size, rotation, ...change } };
  return { rule: 'GEO001', severity: 'error', frameId: 'frame0', params: {}, badness: 1, key, fix } as const;
}

test('what changes a cuboid comes after what derives from it, and only one such fix is applied', () => {
  const all = [finding('a', { size: [5, 2, 2] }), finding('b'), finding('c', { size: [6, 2, 2] })];
  const { fixes, fixed } = fixesTogether(all, [object]);
  expect(fixed.map(({ key }) => key)).toEqual(['a', 'b']);
  expect(fixes).toEqual([all[1]!.fix, all[0]!.fix]);
});

test('fixes of different objects go together', () => {
  const other = objectOf(2);
  const all = [finding('a', { size: [5, 2, 2] }), finding('b', { size: [6, 2, 2] }, other.id)];
  expect(fixesTogether(all, [object, other]).fixed).toEqual(all);
});
