import { rectangleCorners } from '../../geometry/rectangle.ts';
import type { InterchangeFormat } from '../common/interchangeFormat.ts';
import type { LabelBox2d, LabelObject, LabelSequence } from '../common/labelSet.ts';
import type { LossLog } from '../common/lossLog.ts';
import { eulerXyz, fromWrittenEuler } from '../common/numbers.ts';
import { attributesBut, filePerFrame, jsonText, tellKept } from '../common/perFrame.ts';

/** Attributes that stand outside the list of them: those that Xtreme1 itself writes there. */
const OUTSIDE = ['id', 'pointN'];

/**
 * Xtreme1: `result/<frame>.json` for each frame, with a set of results whose objects are `3D_BOX` (geometric centre, size
 * along the box's own axes, Euler angles R = Rx · Ry · Rz) and `2D_RECT` (corners in the image of camera `viewIndex`).
 */
export const xtreme1Format: InterchangeFormat<'xtreme1'> = {
  id: 'xtreme1',
  describeLoss: {
    rotation: 'full',
    tracks: true,
    attributes: 'all',
    points: true,
    keyframes: false,
    boxes2d: 'all',
    links2d: true,
    calibrations: false,
    egoPoses: false,
    timestamps: false,
  },
  write: (set, losses) =>
    filePerFrame(
      'xtreme1',
      set,
      losses,
      (name) => `result/${name}.json`,
      (at) => {
        const tell = tellKept(losses, at, 'all');
        const boxes = at.objects.map((object) => {
          const angles = eulerXyz(object.cuboid.rotation);
          tell(object, fromWrittenEuler(object.cuboid, angles));
          return cuboidEntry(object, angles);
        });
        const rectangles = at.labels.boxes2d.flatMap((box) => rectangleEntry(box, at.sequence, losses));
        return jsonText([{ objects: [...boxes, ...rectangles] }]);
      },
    ),
};

function cuboidEntry(object: LabelObject, [rx, ry, rz]: readonly [number, number, number]): object {
  const [x, y, z] = object.cuboid.centre;
  const [length, width, height] = object.cuboid.size;
  const { id, pointN } = object.attributes;
  const points = object.points ?? pointN;
  return {
    ...(id === undefined ? {} : { id }),
    type: '3D_BOX',
    className: object.class,
    trackId: object.track,
    trackName: object.track,
    classValues: attributesBut(object, [...OUTSIDE, 'trackName']).map(([name, value]) => ({ name, value })),
    contour: {
      center3D: { x, y, z },
      size3D: { x: length, y: width, z: height },
      rotation3D: { x: rx, y: ry, z: rz },
      ...(points === undefined ? {} : { pointN: points }),
    },
  };
}

function rectangleEntry(box: LabelBox2d, { cameras }: LabelSequence, losses: LossLog): object[] {
  const viewIndex = cameras.findIndex(({ id }) => id === box.camera);
  losses.box2d(box, viewIndex !== -1, box.source === 'model' ? ['score'] : []);
  if (viewIndex === -1) return [];
  const points = rectangleCorners(box.rectangle).map(([x, y]) => ({ x, y }));
  return [
    {
      type: '2D_RECT',
      className: box.class,
      ...(box.track === undefined ? {} : { trackId: box.track, trackName: box.track }),
      ...(box.source === 'model' ? { modelConfidence: box.score ?? 1 } : {}),
      contour: { points, viewIndex },
    },
  ];
}
