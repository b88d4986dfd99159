import type { InterchangeFormat } from '../common/interchangeFormat.ts';
import { eulerXyz, fromWrittenEuler } from '../common/numbers.ts';
import { attributesBut, filePerFrame, jsonText, tellKept } from '../common/perFrame.ts';

const RESERVED = ['psr', 'obj_type', 'obj_id'];

/**
 * SUSTechPOINTS: `label/<frame>.json` for each frame, a list of boxes with their geometric centre, length, width and
 * height, and Euler angles R = Rx · Ry · Rz. Attributes stand beside them under their own names.
 */
export const sustechpointsFormat: InterchangeFormat<'sustechpoints'> = {
  id: 'sustechpoints',
  describeLoss: {
    rotation: 'full',
    tracks: true,
    attributes: 'all',
    points: false,
    keyframes: false,
    boxes2d: 'none',
    links2d: false,
    calibrations: false,
    egoPoses: false,
    timestamps: false,
  },
  write: (set, losses) =>
    filePerFrame(
      'sustechpoints',
      set,
      losses,
      (name) => `label/${name}.json`,
      (at) => {
        for (const box of at.labels.boxes2d) losses.box2d(box, false);
        const tell = tellKept(losses, at, 'all');
        const list = at.objects.map((object) => {
          const { centre, size } = object.cuboid;
          const angles = eulerXyz(object.cuboid.rotation);
          tell(object, fromWrittenEuler(object.cuboid, angles));
          return {
            psr: { position: xyz(centre), scale: xyz(size), rotation: xyz(angles) },
            obj_type: object.class,
            obj_id: object.track,
            ...Object.fromEntries(attributesBut(object, RESERVED)),
          };
        });
        return jsonText(list);
      },
    ),
};

function xyz([x, y, z]: readonly [number, number, number]): object {
  return { x, y, z };
}
