import { Points, Vector2, type BufferAttribute, type BufferGeometry } from 'three';
import { expect, test } from 'vitest';
import { IDENTITY_TRANSFORM } from '#shared/geometry/rigidTransform.ts';
import { thinCloud } from '#shared/pointcloud/aggregate/thinCloud.ts';
import { buildCloud } from '#shared/pointcloud/cloud.ts';
import type { PlacedFrame } from '#renderer/editor/session/aggregatedFrame.ts';
import { SCENE_THEMES } from '../sceneTheme.ts';
import { OtherFrames } from './otherFrames.ts';
import { PointMaterial } from './pointMaterial.ts';

function start() {
  const view = { uViewport: { value: new Vector2() }, uPixelRatio: { value: 1 } };
  const others = new OtherFrames(new PointMaterial(view, SCENE_THEMES.dark), SCENE_THEMES.dark.time);
  const freed: BufferGeometry[] = [];
  const geometries = (): BufferGeometry[] => {
    const found: BufferGeometry[] = [];
    others.object.traverse((object) => {
      if (object instanceof Points) found.push(object.geometry as BufferGeometry);
    });
    return found;
  };
  const watch = (): void => {
    for (const geometry of geometries()) geometry.addEventListener('dispose', () => freed.push(geometry));
  };
  return { others, freed, geometries, watch };
}

function frameOf(count: number): PlacedFrame {
  const x = Float32Array.from({ length: count }, (_, i) => i);
  const pack = thinCloud(buildCloud({ x, y: x, z: x }), count);
  return { pack, parts: undefined, transforms: [IDENTITY_TRANSFORM], time: -1 };
}

test('what is drawn on stays on the GPU, what is not is freed, in the end all of it', () => {
  const { others, freed, geometries, watch } = start();
  const [a, b, c] = [frameOf(10), frameOf(20), frameOf(30)];
  others.set([a, b], [0, 0, 0]);
  watch();
  const [first, second] = geometries();
  expect(others.pointCount).toBe(30);
  expect(others.gpuBytes).toBeGreaterThanOrEqual(30 * 10);
  others.set([c, b], [5, 0, 0]);
  expect(freed).toEqual([first]);
  expect(geometries()).toContain(second);
  expect(others.setShare(0.5)).toBe(25);
  others.set([], [0, 0, 0]);
  expect(freed).toContain(second);
  expect([others.pointCount, geometries().length]).toEqual([0, 0]);
  others.dispose();
});

test('whose points they are changes in the buffers that there are', () => {
  const { others, freed, geometries, watch } = start();
  const frame = frameOf(4);
  others.set([frame], [0, 0, 0]);
  watch();
  const [geometry] = geometries();
  const attribute = geometry!.getAttribute('part') as BufferAttribute;
  const before = attribute.version;
  const transforms = [IDENTITY_TRANSFORM, IDENTITY_TRANSFORM];
  others.set([{ ...frame, transforms, parts: Uint16Array.of(1, 0, 0, 1) }], [0, 0, 0]);
  expect([...attribute.array]).toEqual([1, 0, 0, 1]);
  expect(attribute.version).toBe(before + 1);
  expect(geometries()).toEqual([geometry]);
  expect(freed).toEqual([]);
});
