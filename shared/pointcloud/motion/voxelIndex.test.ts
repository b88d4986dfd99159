import fc from 'fast-check';
import { expect, test } from 'vitest';
import { VoxelIndex } from './voxelIndex.ts';

test('numbers voxels as a map of their places would', () => {
  const place = fc.integer({ min: -500, max: 500 });
  const near = fc.integer({ min: -2, max: 2 });
  const voxels = fc.array(fc.oneof(fc.tuple(place, place, place), fc.tuple(near, near, near)), {
    maxLength: 200,
  });
  fc.assert(
    fc.property(voxels, voxels, (added, asked) => {
      const index = new VoxelIndex(added.length);
      const model = new Map<string, number>();
      for (const voxel of added) {
        const key = voxel.join(' ');
        if (!model.has(key)) model.set(key, model.size);
        expect(index.add(...voxel)).toBe(model.get(key));
      }
      expect(index.count).toBe(model.size);
      for (const voxel of [...added, ...asked])
        expect(index.find(...voxel)).toBe(model.get(voxel.join(' ')) ?? -1);
    }),
  );
});
