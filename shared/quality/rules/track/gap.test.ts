import { expect, test } from 'vitest';
import { DEFAULT_ONTOLOGY } from '../../../dataset/defaultOntology.ts';
import { distance } from '../../../geometry/vec3.ts';
import { parameterOf } from '../../parameterOf.ts';
import type { QualityFrame } from '../../qualityFrame.ts';
import { frameOf, objectOf } from '../../testing/qualityScenes.ts';
import { gap } from './gap.ts';

function started() {
  return gap.start({ tracks: new Map(), ontology: DEFAULT_ONTOLOGY, parameter: parameterOf(gap, {}) });
}

/** Track 1 in some frames, track 2 in all of these. */
function scene(isThere: (frame: number) => boolean, points: number | null = null): readonly QualityFrame[] {
  return [0, 1, 2, 3, 4].map((frame) => {
    const objects = [objectOf(2, { frame }), ...(isThere(frame) ? [objectOf(1, { frame }, { points })] : [])];
    return frameOf(frame, objects);
  });
}

function found(frames: readonly QualityFrame[]) {
  const check = started();
  for (const frame of frames) check.add(frame);
  return check.finish().findings;
}

test('missing between two labelled frames, told where it is there again', () => {
  expect(found(scene((frame) => frame === 0 || frame > 2))).toMatchObject([
    { frameId: 'frame3', objectId: objectOf(1, { frame: 3 }).id, params: { frames: 2 } },
  ]);
});

test('frames without labels are no gap, nor is what was hardly to be seen', () => {
  const frames = scene((frame) => frame % 4 === 0);
  expect(found([frames[0]!, frameOf(1, []), frames[4]!])).toEqual([]);
  expect(found(scene((frame) => frame % 4 === 0, 3))).toEqual([]);
  expect(found(scene((frame) => frame % 4 === 0, 50))).toHaveLength(1);
});

test('the gap is gone when it is filled', () => {
  const check = started();
  for (const frame of scene((index) => index !== 2)) check.add(frame);
  expect(check.finish().findings).toHaveLength(1);
  check.add(scene(() => true)[2]!);
  expect(check.finish().findings).toEqual([]);
});

test('what is edited beside a gap is told as it is now, and may be too far away', () => {
  const check = started();
  const frames = scene((index) => index !== 2);
  for (const frame of frames) check.add(frame);
  const before = check.finish();
  check.add({ ...frames[0]! });
  expect(check.finish(), 'nothing has changed').toBe(before);
  const movedTo = (x: number): void =>
    check.add({
      ...frames[3]!,
      objects: frames[3]!.objects.map((object) =>
        Object.assign({}, object, { cuboid: { ...object.cuboid, centre: [x, 0, 0] } }),
      ),
    });
  movedTo(40);
  expect(check.finish().findings).toMatchObject([
    { params: { rangeMetres: distance([40, 0, 0], frames[3]!.sensor) } },
  ]);
  movedTo(60);
  expect(check.finish().findings).toEqual([]);
});
