import type { Camera } from '#shared/dataset/dataset.ts';

/**
 * The front camera first, the others as the dataset has them: what is driven towards is what is labeled most, and many
 * datasets list their cameras by name. Of several that look ahead (`front`, `front_left`) the shortest name is the one.
 */
export function frontFirst(cameras: readonly Camera[]): readonly Camera[] {
  const ahead = cameras.filter(({ id }) => /front/i.test(id));
  if (ahead.length === 0) return cameras;
  const front = ahead.reduce((best, camera) => (camera.id.length < best.id.length ? camera : best));
  return [front, ...cameras.filter((camera) => camera !== front)];
}
