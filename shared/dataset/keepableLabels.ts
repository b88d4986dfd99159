import type { Attributes } from '../labels/sidecar.ts';
import type { Problem } from '../problems/problem.ts';
import type { ForeignBox2d, ForeignFrameLabels, ForeignLabels, ForeignObject } from './layout.ts';

/**
 * Labels of another format as far as our label files can hold them: a frame whose file could not be read back once it is
 * saved would lose all its labels. Text formats have numbers of any length, and sums of large ones are not finite.
 */
export function keepableLabels(labels: ForeignLabels): ForeignLabels {
  return {
    async open(folder, dataset, sequence) {
      const read = await labels.open(folder, dataset, sequence);
      return async (frame) => {
        const found = await read(frame);
        return found && keepable(found, frame.id);
      };
    },
  };
}

function keepable(found: ForeignFrameLabels, path: string): ForeignFrameLabels {
  const { objects, boxes2d, problems } = found;
  const skipped: Problem[] = [];
  const skip = (object: string, where: string): void => {
    const params = { object, where, reason: 'notExact' };
    skipped.push({ code: 'labels.objectSkipped', severity: 'error', path, params });
  };
  const keepsObject = ({ sourceId, cuboid }: ForeignObject): boolean => {
    const isKept = [...cuboid.centre, ...cuboid.size, ...cuboid.rotation].every(isKeepable);
    if (!isKept) skip(sourceId, 'cuboid');
    return isKept;
  };
  const keepsBox = ({ class: name, sourceId, rectangle }: ForeignBox2d): boolean => {
    const isKept = Object.values(rectangle).every(isKeepable);
    if (!isKept) skip(sourceId ?? name, 'box2d');
    return isKept;
  };
  const kept = objects.filter(keepsObject).map(withPlainNumbers);
  const boxes = boxes2d?.filter(keepsBox);
  return { ...found, objects: kept, ...(boxes && { boxes2d: boxes }), problems: [...problems, ...skipped] };
}

/** Numbers that a JSON file cannot hold are kept as texts. */
function withPlainNumbers(object: ForeignObject): ForeignObject {
  const { attributes } = object;
  if (Object.values(attributes).every((value) => typeof value !== 'number' || isKeepable(value)))
    return object;
  const entries = Object.entries(attributes).map(([key, value]): [string, Attributes[string]] => {
    return [key, typeof value === 'number' && !isKeepable(value) ? String(value) : value];
  });
  return { ...object, attributes: Object.fromEntries(entries) };
}

/** As `parseJson` reads numbers: finite, and whole ones below 2^53. */
function isKeepable(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}
