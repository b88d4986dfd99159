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

/** The first and the named camera change places, the others stay where the eye knows them. */
export function withLarge(cameras: readonly Camera[], largeId: string | undefined): readonly Camera[] {
  const at = cameras.findIndex(({ id }) => id === largeId);
  const [first] = cameras;
  const large = cameras[at];
  if (at <= 0 || first === undefined || large === undefined) return cameras;
  return cameras.map((camera, index) => (index === 0 ? large : index === at ? first : camera));
}
