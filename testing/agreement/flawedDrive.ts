import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromYaw, multiply } from '#shared/geometry/quaternion.ts';
import type { ObjectJson, Sidecar } from '#shared/labels/sidecar.ts';
import { seededRandom } from '#shared/pointcloud/random.ts';
import { qualityFrameOf } from '#shared/quality/qualityFrameOf.ts';
import { labelWithTruth } from '../labelWithTruth.ts';
import { sampleTruth } from '../sampleTruth.ts';
import { humanBoxes } from './humanBoxes.ts';

export interface FlawedDrive {
  /** Label files, in the order of the frames. */
  readonly paths: readonly string[];
  /** By what is wrong with it: the track, in which frame. */
  readonly flaws: Readonly<Record<Flaw, { readonly frame: number; readonly trackId: string }>>;
}

const FLAWS = ['position', 'size', 'heading', 'missing', 'unboxed'] as const;
type Flaw = (typeof FLAWS)[number];

/** Writes labels and human-like 2D boxes into the first frames of a copy of the sample drive, with one mistake of each kind in it. */
export async function flawedDrive(folder: string): Promise<FlawedDrive> {
  const random = seededRandom(11);
  const boxesOf: Parameters<typeof labelWithTruth>[1] = (frame, objects, sequence) =>
    humanBoxes(
      qualityFrameOf({ sequence, frame, labels: { objects: [...objects], boxes2d: [], review: [] } }),
      random,
    );
  const paths = await labelWithTruth(folder, boxesOf, FLAWS.length + 1);
  writeFileSync(join(folder, 'tracks.json'), tracksText());
  const flaws = FLAWS.map((flaw, i) => {
    const frame = i + 1;
    const path = join(folder, paths[frame]!);
    const sidecar = JSON.parse(readFileSync(path, 'utf8')) as Sidecar;
    const object = largestBoxed(sidecar);
    spoil(flaw, sidecar, object);
    writeFileSync(path, JSON.stringify(sidecar));
    return [flaw, { frame, trackId: object.trackId }] as const;
  });
  return { paths, flaws: Object.fromEntries(flaws) as FlawedDrive['flaws'] };
}

function tracksText(): string {
  const tracks = new Map<string, object>();
  for (const { objects } of sampleTruth())
    for (const { trackId, number, class: name } of objects)
      tracks.set(trackId, { id: trackId, number, class: name, attributes: {} });
  return JSON.stringify({
    format: 'boxwright-tracks',
    version: 1,
    generator: { name: 'boxwright', version: '0' },
    sequence: 'drive',
    tracks: [...tracks.values()],
  });
}

/** The car whose 2D box is the largest that the image does not cut off. */
function largestBoxed({ objects, boxes2d }: Sidecar): ObjectJson {
  const whole = boxes2d.filter(({ rectangle: { left }, class: name }) => left > 5 && name === 'car');
  const largest = whole.reduce((a, b) => (area(b) > area(a) ? b : a));
  return objects.find(({ trackId }) => trackId === largest.trackId)!;
}

function spoil(flaw: Flaw, sidecar: Sidecar, object: ObjectJson): void {
  const { cuboid } = object;
  switch (flaw) {
    case 'position':
      cuboid.centre = [cuboid.centre[0] + 0.6, cuboid.centre[1] + 0.8, cuboid.centre[2]];
      return;
    case 'size':
      cuboid.size = [cuboid.size[0], cuboid.size[1], cuboid.size[2] * 1.5];
      return;
    case 'heading':
      cuboid.rotation = [...multiply(cuboid.rotation, fromYaw(0.5))];
      return;
    case 'missing':
      sidecar.objects = sidecar.objects.filter(({ id }) => id !== object.id);
      return;
    case 'unboxed':
      sidecar.boxes2d = sidecar.boxes2d.filter(({ trackId }) => trackId !== object.trackId);
  }
}

function area({ rectangle: { left, top, right, bottom } }: Sidecar['boxes2d'][number]): number {
  return (right - left) * (bottom - top);
}
