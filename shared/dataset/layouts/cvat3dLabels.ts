import { z } from 'zod';
import { fromEulerXyz } from '../../geometry/quaternion.ts';
import { roundQuaternion } from '../../labels/rounding.ts';
import { schemaFault } from '../../problems/schemaFault.ts';
import { FileListing } from '../fileListing.ts';
import { ForeignObjects, plainAttributes } from '../foreignObjects.ts';
import type { ForeignFrameLabels, ForeignLabels } from '../layout.ts';
import { frameOfItem, parseDatumaro, type DatumaroItem } from './cvat3dDatumaro.ts';
import { cvat3dScenes } from './cvat3dScenes.ts';

const vector = z.tuple([z.number(), z.number(), z.number()]);
const extent = z.tuple([z.number().positive(), z.number().positive(), z.number().positive()]);

const cuboidSchema = z.looseObject({
  label_id: z.number().int().nonnegative(),
  position: vector,
  rotation: vector,
  scale: extent,
  attributes: z.record(z.string(), z.unknown()).nullish(),
});

export const cvat3dLabels: ForeignLabels = {
  async open(folder, _dataset, sequence) {
    const frameNames = new Set(sequence.frames.map(({ name }) => name));
    const byFrame = new Map<string, ForeignFrameLabels>();
    const scene = cvat3dScenes(new FileListing(await folder.list())).find(({ clouds }) =>
      clouds.includes(sequence.frames[0]?.id ?? ''),
    );
    for (const path of scene?.annotations ?? []) {
      const { classes, items } = parseDatumaro(await folder.readText(path), path);
      for (const item of items) {
        const frame = frameOfItem(item, frameNames);
        if (frame === undefined || byFrame.has(frame)) continue;
        byFrame.set(frame, labelsOf(item, classes, path, frame));
      }
    }
    return ({ name }) => Promise.resolve(byFrame.get(name));
  },
};

/**
 * `cuboid_3d` annotations: position is the geometric centre, scale the full length, width, height, rotation Euler angles
 * with R = Rx · Ry · Rz as three.js has them, in which CVAT draws. A track is what has the same `track_id`.
 */
function labelsOf(
  { annotations }: DatumaroItem,
  classes: readonly string[],
  path: string,
  frame: string,
): ForeignFrameLabels {
  const found = new ForeignObjects(path, frame);
  for (const [index, entry] of annotations.entries()) {
    const object = `#${index}`;
    if (!isCuboid(entry)) {
      found.skipKind(object);
      continue;
    }
    const parsed = cuboidSchema.safeParse(entry);
    const name = parsed.success ? classes[parsed.data.label_id] : undefined;
    if (!parsed.success || name === undefined) {
      found.skip(
        object,
        parsed.error ? schemaFault(parsed.error, entry) : { where: 'label_id', reason: 'wrongValue' },
      );
      continue;
    }
    const { position, rotation, scale, label_id: _label, attributes, ...others } = parsed.data;
    const { track_id: track, ...own } = attributes ?? {};
    const isTrack = typeof track === 'number' || typeof track === 'string';
    found.add(isTrack ? String(track) : undefined, index, {
      class: name,
      cuboid: { centre: position, size: scale, rotation: roundQuaternion(fromEulerXyz(...rotation)) },
      attributes: plainAttributes({ ...withoutDefaults(others), ...own }),
    });
  }
  return found.finish();
}

function isCuboid(entry: unknown): boolean {
  return typeof entry === 'object' && entry !== null && Reflect.get(entry, 'type') === 'cuboid_3d';
}

/** Datumaro numbers annotations and groups from 1; 0 says that there is none. */
function withoutDefaults(others: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { type: _type, ...rest } = others;
  return Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== 0));
}
