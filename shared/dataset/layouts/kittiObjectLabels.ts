import { transformCuboid, type Cuboid } from '../../geometry/cuboid.ts';
import { fromAxisAngle, multiply } from '../../geometry/quaternion.ts';
import { invertTransform, type RigidTransform } from '../../geometry/rigidTransform.ts';
import type { Vec3 } from '../../geometry/vec3.ts';
import { roundQuaternion } from '../../labels/rounding.ts';
import type { Attributes } from '../../labels/sidecar.ts';
import type { Problem } from '../../problems/problem.ts';
import type { ProblemReason } from '../../problems/reasons.ts';
import { joinPath } from '../canonicalPath.ts';
import type { ForeignBox2d, ForeignFrameLabels, ForeignLabels, ForeignObject } from '../layout.ts';
import { readIfThere } from '../readIfThere.ts';
import { labelTransforms } from './kittiLabelTransforms.ts';
import { linesOf } from './kittiText.ts';
import { parseLabelLine, type KittiLabelLine } from './kittiLabelLine.ts';

/** The camera that the 2D boxes were drawn on. */
const LABELED_CAMERA = 'image_2';
/** An area of the image whose objects were not labeled. */
const DONT_CARE = 'DontCare';

export const kittiObjectLabels: ForeignLabels = {
  open(folder, _dataset, sequence) {
    const transformOf = labelTransforms(folder, sequence);
    return Promise.resolve(async (frame) => {
      const path = joinPath(sequence.folder ?? '', `label_2/${frame.name}.txt`);
      const text = await readIfThere(folder, path);
      if (text === undefined) return undefined;
      const { rectFromLidar, own } = await transformOf(frame.name);
      const found = parseObjectLabels(text, path, frame.name, rectFromLidar);
      return { ...found, text, ...(own === undefined ? {} : { calibration: own }) };
    });
  },
};

/**
 * A label file. An object that cannot be read is left out of the cuboids and named; its 2D box is kept as far as there
 * is one. Objects have no identity over frames: each is a track of its own.
 *
 * @param rectFromLidar of the frame; without it there are no cuboids, only 2D boxes
 */
export function parseObjectLabels(
  text: string,
  path: string,
  frameName: string,
  rectFromLidar: RigidTransform | undefined,
): ForeignFrameLabels {
  const lidarFromRect = rectFromLidar && invertTransform(rectFromLidar);
  const found = linesOf(text).flatMap((line, i) =>
    line.trim() === '' ? [] : [readLine(line, i, frameName, lidarFromRect)],
  );
  return {
    objects: found.flatMap(({ object }) => object ?? []),
    boxes2d: found.flatMap(({ box2d }) => box2d ?? []),
    problems: found.flatMap(({ skipped }): Problem[] =>
      skipped === undefined
        ? []
        : [{ code: 'labels.objectSkipped', severity: 'error', path, params: { ...skipped } }],
    ),
  };
}

/** What a line amounts to: a cuboid, a 2D box, or why there is no cuboid where there should be one. */
interface ReadLine {
  readonly object?: ForeignObject;
  readonly box2d?: ForeignBox2d;
  readonly skipped?: { readonly object: string; readonly where: string; readonly reason: ProblemReason };
}

function readLine(
  line: string,
  i: number,
  frameName: string,
  lidarFromRect: RigidTransform | undefined,
): ReadLine {
  const label = parseLabelLine(line);
  if ('reason' in label) {
    return { skipped: { object: `#${i}`, where: `${i + 1}: ${label.where}`, reason: label.reason } };
  }
  const cuboid = hasCuboid(label) ? cuboidOf(label, lidarFromRect) : undefined;
  if (typeof cuboid === 'string') {
    const skipped = { object: `${label.class} #${i}`, where: `${i + 1}`, reason: cuboid };
    return { ...box2dOf(label), skipped };
  }
  if (cuboid === undefined) return box2dOf(label);
  const sourceId = `${frameName}#${i}`;
  const object = { sourceId, class: label.class, cuboid, attributes: attributesOf(label) };
  return { object, ...box2dOf(label, sourceId) };
}

function box2dOf(label: KittiLabelLine, sourceId?: string): { box2d?: ForeignBox2d } {
  if (!hasArea(label)) return {};
  const box2d: ForeignBox2d = {
    camera: LABELED_CAMERA,
    rectangle: label.rectangle,
    class: label.class,
    source: label.score === undefined ? 'imported' : 'model',
    ...(sourceId === undefined ? {} : { sourceId }),
  };
  return { box2d };
}

function hasArea({ rectangle: { left, top, right, bottom } }: KittiLabelLine): boolean {
  return right > left && bottom > top;
}

/** The class names of a label file. */
export function objectClasses(text: string): string[] {
  return linesOf(text).flatMap((line) => {
    const label = parseLabelLine(line);
    return 'class' in label ? [label.class] : [];
  });
}

/** Labels of images alone fill the 3D columns with −1 or 0. */
function hasCuboid({ class: name, size, location }: KittiLabelLine): boolean {
  if (name === DONT_CARE) return false;
  const isUnset = size.every((side) => side === -1) || [...size, ...location].every((value) => value === 0);
  return !isUnset;
}

/**
 * The label's box stands on its bottom centre in rectified camera 0 (x right, y down, z forward), its front along +x
 * when rotation_y is 0: R = Ry(rotation_y) · Rx(90°), which turns the box's z up to the camera's −y. Or why there is no
 * cuboid.
 */
function cuboidOf(label: KittiLabelLine, lidarFromRect: RigidTransform | undefined): Cuboid | ProblemReason {
  const { size, location, rotationY } = label;
  if (!size.every((side) => side > 0)) return 'sizeNotPositive';
  if (lidarFromRect === undefined) return 'noPose';
  const centre: Vec3 = [location[0], location[1] - size[2] / 2, location[2]];
  const upright = fromAxisAngle([1, 0, 0], Math.PI / 2);
  const rotation = multiply(fromAxisAngle([0, 1, 0], rotationY), upright);
  const cuboid = transformCuboid(lidarFromRect, { centre, size, rotation });
  return { ...cuboid, rotation: roundQuaternion(cuboid.rotation) };
}

function attributesOf(label: KittiLabelLine): Attributes {
  const { truncation, occlusion, alpha, score } = label;
  const { left, top, right, bottom } = label.rectangle;
  return {
    truncation,
    occlusion,
    alpha,
    ...(score === undefined ? {} : { score }),
    ...(hasArea(label) ? {} : { bbox: [left, top, right, bottom].join(' ') }),
  };
}
