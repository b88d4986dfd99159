import { ForeignObjects } from '../../dataset/foreignObjects.ts';
import { linesOf, parseDecimal, wordsOf } from '../../dataset/layouts/kittiText.ts';
import type { ForeignFrameLabels } from '../../dataset/layout.ts';
import { cuboidYaw } from '../../geometry/cuboid.ts';
import { fromYaw } from '../../geometry/quaternion.ts';
import { roundQuaternion } from '../../labels/rounding.ts';
import type { StandaloneFormat } from '../common/interchangeFormat.ts';
import { sixDecimals, sixDecimalsOfAngle } from '../common/numbers.ts';
import { filePerFrame, tellKept } from '../common/perFrame.ts';
import { standaloneFiles } from '../common/standaloneFiles.ts';

const COLUMNS = ['x', 'y', 'z', 'dx', 'dy', 'dz', 'heading'];

/**
 * Custom datasets of OpenPCDet and MMDetection3D: `labels/<frame>.txt`, a line `x y z dx dy dz heading class` for each
 * object, with its geometric centre, and the heading counter-clockwise from +x.
 */
export const openpcdetFormat: StandaloneFormat<'openpcdet'> = {
  id: 'openpcdet',
  describeLoss: {
    rotation: 'yaw',
    tracks: false,
    attributes: 'none',
    points: false,
    keyframes: false,
    boxes2d: 'none',
    links2d: false,
    calibrations: false,
    egoPoses: false,
    timestamps: false,
  },
  read: standaloneFiles('openpcdet', '.txt', looksLikeOpenpcdet, parseOpenpcdet),
  write: (set, losses) =>
    filePerFrame(
      'openpcdet',
      set,
      losses,
      (name) => `labels/${name}.txt`,
      (at) => {
        for (const box of at.labels.boxes2d) losses.box2d(box, false);
        const tell = tellKept(losses, at, []);
        const lines = at.objects.map((object) => {
          const { centre, size } = object.cuboid;
          const words = [
            ...[...centre, ...size].map(sixDecimals),
            sixDecimalsOfAngle(cuboidYaw(object.cuboid)),
          ];
          const [x, y, z, dx, dy, dz, heading] = words.map(Number) as [
            number,
            number,
            number,
            number,
            number,
            number,
            number,
          ];
          tell(object, { centre: [x, y, z], size: [dx, dy, dz], rotation: fromYaw(heading) });
          return `${[...words, object.class.trim().replace(/\s+/g, '_') || 'object'].join(' ')}\n`;
        });
        return lines.join('');
      },
    ),
};

function looksLikeOpenpcdet(text: string): boolean {
  const words = wordsOf(linesOf(text).find((line) => line.trim() !== '') ?? '');
  return (
    words.length >= 8 &&
    words.slice(0, 7).every((word) => typeof parseDecimal(word) === 'number') &&
    parseDecimal(words[7]!) === 'expectNumber'
  );
}

function parseOpenpcdet(text: string, path: string, frame: string): ForeignFrameLabels {
  const found = new ForeignObjects(path, frame);
  for (const [index, line] of linesOf(text).entries()) {
    if (line.trim() === '') continue;
    const words = wordsOf(line);
    const numbers = words.slice(0, 7).map(parseDecimal);
    const wrong = numbers.findIndex((value) => typeof value === 'string');
    const reason = numbers[wrong];
    if (typeof reason === 'string')
      found.skip(`#${index}`, { where: `${index + 1}: ${COLUMNS[wrong]}`, reason });
    else if (words.length < 8) found.skip(`#${index}`, { where: String(index + 1), reason: 'wrongCount' });
    else {
      const [x, y, z, dx, dy, dz, heading] = numbers as [
        number,
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      if (!(dx > 0 && dy > 0 && dz > 0)) {
        found.skip(`#${index}`, { where: String(index + 1), reason: 'sizeNotPositive' });
        continue;
      }
      const cuboid = {
        centre: [x, y, z],
        size: [dx, dy, dz],
        rotation: roundQuaternion(fromYaw(heading)),
      } as const;
      found.add(undefined, index, { class: words.slice(7).join(' '), cuboid, attributes: {} });
    }
  }
  return found.finish();
}
