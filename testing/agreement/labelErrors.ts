import { projectVisibleBounds } from '#shared/camera/projectVisible.ts';
import type { CameraView } from '#shared/camera/cameraView.ts';
import { rectangleArea, sharedArea } from '#shared/geometry/rectangle.ts';
import { addScaled } from '#shared/geometry/vec3.ts';
import { objectIdOf } from '#shared/labels/ids.ts';
import type { Box2dJson, ObjectJson } from '#shared/labels/sidecar.ts';
import type { RuleId } from '#shared/quality/finding.ts';
import type { QualityFrame } from '#shared/quality/qualityFrame.ts';
import { effectOf } from './shapeErrors.ts';
import { HAND_PIXELS } from './humanBoxes.ts';

/** A frame with one thing wrong, and who should say so about what. */
export interface WrongFrame {
  readonly frame: QualityFrame;
  readonly rule: RuleId;
  /** Whatever a finding about it names: track, 2D box or camera. */
  readonly about: ReadonlySet<string>;
  /** Standard deviations of the hand, or of what a person sees: how plain it is. */
  readonly effect: number;
}

/** Gets a frame wrong in one way; undefined where it has nothing that could be. */
export type LabelError = (frame: QualityFrame, random: () => number) => WrongFrame | undefined;

export const LABEL_ERRORS: Readonly<Record<string, LabelError>> = {
  'missing in 2D': (frame, random) => {
    const box = pick(frame.boxes2d, random);
    if (box === undefined || mayBeLeftOut(frame, box)) return undefined;
    const boxes2d = frame.boxes2d.filter((other) => other !== box);
    return wrong(frame, 'AGR001', { boxes2d }, [box.trackId!], sideOf(box));
  },
  'missing in 3D': (frame, random) => {
    const box = pick(frame.boxes2d, random);
    if (box === undefined) return undefined;
    const objects = frame.objects.filter(({ trackId }) => trackId !== box.trackId);
    const largest = Math.max(...frame.boxes2d.filter((b) => b.trackId === box.trackId).map(sideOf));
    return wrong(frame, 'AGR002', { objects }, [box.trackId!], largest);
  },
  'wrong id': (frame, random) => {
    const box = pick(frame.boxes2d, random);
    const to =
      box &&
      pick(
        frame.objects.filter((object) => hasNoBox(frame, object, box.camera)),
        random,
      );
    if (box === undefined || to === undefined) return undefined;
    const boxes2d = frame.boxes2d.map((other) => (other === box ? linked(box, to.trackId) : other));
    return wrong(
      frame,
      'AGR003',
      { boxes2d },
      [box.id, to.trackId, box.trackId!],
      betweenThem(frame, box, to),
    );
  },
  'swapped ids': (frame, random) => {
    const box = pick(frame.boxes2d, random);
    const partner =
      box &&
      pick(
        frame.boxes2d.filter((b) => b.camera === box.camera && b !== box),
        random,
      );
    if (box === undefined || partner === undefined) return undefined;
    const boxes2d = frame.boxes2d.map((other) =>
      other === box
        ? linked(box, partner.trackId!)
        : other === partner
          ? linked(partner, box.trackId!)
          : other,
    );
    const other = frame.objects.find(({ trackId }) => trackId === partner.trackId)!;
    return wrong(
      frame,
      'AGR004',
      { boxes2d },
      [box.trackId!, partner.trackId!, box.id, partner.id],
      betweenThem(frame, box, other),
    );
  },
  'wrong class': (frame, random) => {
    const box = pick(frame.boxes2d, random);
    const names = [...new Set(frame.objects.map((object) => object.class))];
    const name =
      box &&
      pick(
        names.filter((other) => other !== box.class),
        random,
      );
    if (box === undefined || name === undefined) return undefined;
    const boxes2d = frame.boxes2d.map((other) => (other === box ? { ...box, class: name } : other));
    return wrong(frame, 'AGR005', { boxes2d }, [box.trackId!], Infinity);
  },
  ghost: (frame, random) => {
    const template = pick(frame.objects, random);
    const seen = frame.cameras.filter(({ id }) => frame.boxes2d.some(({ camera }) => camera === id));
    const view = pick(seen, random)?.view;
    if (template === undefined || view === undefined) return undefined;
    const [x, y, z] = template.cuboid.centre;
    const turn = random() * 2 * Math.PI;
    const way = 8 + 25 * random();
    const trackId = '11111111-1111-4111-8111-111111111111';
    const object: ObjectJson = {
      ...template,
      id: objectIdOf(trackId, frame.id),
      trackId,
      points: null,
      cuboid: { ...template.cuboid, centre: [way * Math.cos(turn), way * Math.sin(turn), z] },
    };
    if (Math.hypot(x, y) === 0) return undefined;
    const points = frame.points?.count([object.cuboid])[0];
    const projected = projectVisibleBounds(object.cuboid, view);
    if (points !== 0 || projected === undefined || projected.truncation > 0.5) return undefined;
    if (hiddenIn(frame, view, object) > 0.4) return undefined;
    const { left, top, right, bottom } = projected.clipped;
    const objects = [...frame.objects, object];
    return wrong(frame, 'AGR009', { objects }, [trackId], Math.min(right - left, bottom - top) / HAND_PIXELS);
  },
  'truncation flag': (frame, random) => {
    const box = pick(frame.boxes2d, random);
    const view = frame.cameras.find(({ id }) => id === box?.camera)?.view;
    const object = frame.objects.find(({ trackId }) => trackId === box?.trackId);
    if (box === undefined || view === undefined || object === undefined) return undefined;
    const { truncation } = projectVisibleBounds(object.cuboid, view)!;
    // Between the two lies what people may call either.
    if (truncation > 0 && truncation < 0.25) return undefined;
    const { left, top, right, bottom } = box.rectangle;
    const away = Math.min(left, top, view.width - right, view.height - bottom);
    const flagged = { ...box, attributes: { truncation: truncation === 0 ? 1 : 0 } };
    const boxes2d = frame.boxes2d.map((other) => (other === box ? flagged : other));
    const effect = truncation === 0 ? away / HAND_PIXELS : Infinity;
    return wrong(frame, 'AGR011', { boxes2d }, [box.trackId!], effect);
  },
  'depth order': (frame, random) => {
    const pairs = frame.cameras.flatMap(({ id, view }) =>
      view === undefined ? [] : overlapping(frame, id, view),
    );
    const pair = pick(pairs, random);
    if (pair === undefined) return undefined;
    const boxes2d = frame.boxes2d.map((box) => {
      if (box.id === pair.front.id) return { ...box, attributes: { occlusion: 1 } };
      return box.id === pair.back.id ? { ...box, attributes: { occlusion: 0 } } : box;
    });
    return wrong(frame, 'AGR012', { boxes2d }, [pair.front.trackId!, pair.back.trackId!], Infinity);
  },
  'image out of time': (frame, random) => {
    const { velocities } = frame;
    const camera = pick([...new Set(frame.boxes2d.map((box) => box.camera))], random);
    const view = frame.cameras.find(({ id }) => id === camera)?.view;
    if (velocities === undefined || camera === undefined || view === undefined) return undefined;
    const seconds = (random() < 0.5 ? -1 : 1) * 0.3 * random();
    let sum = 0;
    const boxes2d = frame.boxes2d.map((box): Box2dJson => {
      const velocity = velocities.get(box.trackId!);
      const object = frame.objects.find(({ trackId }) => trackId === box.trackId);
      if (box.camera !== camera || velocity === undefined || object === undefined) return box;
      const before = projectVisibleBounds(object.cuboid, view)!.clipped;
      const moved = { ...object.cuboid, centre: addScaled(object.cuboid.centre, velocity, seconds) };
      const after = projectVisibleBounds(moved, view)?.clipped;
      if (after === undefined) return box;
      const shifted = { ...box.rectangle };
      for (const edge of ['left', 'top', 'right', 'bottom'] as const) {
        shifted[edge] += after[edge] - before[edge];
        sum += ((after[edge] - before[edge]) / HAND_PIXELS) ** 2;
      }
      return { ...box, rectangle: shifted };
    });
    return wrong(frame, 'AGR010', { boxes2d }, [camera], Math.sqrt(sum));
  },
};

function wrong(
  frame: QualityFrame,
  rule: RuleId,
  change: Partial<Pick<QualityFrame, 'objects' | 'boxes2d'>>,
  about: readonly string[],
  effect: number,
): WrongFrame {
  return { frame: { ...frame, ...change }, rule, about: new Set(about), effect };
}

function pick<T>(list: readonly T[], random: () => number): T | undefined {
  return list[Math.floor(random() * list.length)];
}

/** The shorter side, in standard deviations of an edge. */
function sideOf({ rectangle: { left, top, right, bottom } }: Box2dJson): number {
  return Math.min(right - left, bottom - top) / HAND_PIXELS;
}

function linked(box: Box2dJson, trackId: string): Box2dJson {
  return { ...box, trackId };
}

function hasNoBox({ boxes2d }: QualityFrame, { trackId }: ObjectJson, camera: string): boolean {
  return !boxes2d.some((box) => box.camera === camera && box.trackId === trackId);
}

/** What is mostly hidden, mostly cut off, or has hardly any points, nobody blames a person for leaving out. */
function mayBeLeftOut(frame: QualityFrame, box: Box2dJson): boolean {
  const view = frame.cameras.find(({ id }) => id === box.camera)!.view!;
  const object = frame.objects.find(({ trackId }) => trackId === box.trackId)!;
  const { truncation } = projectVisibleBounds(object.cuboid, view)!;
  return truncation > 0.6 || hiddenIn(frame, view, object) > 0.4 || (object.points ?? 5) < 5;
}

/** How far apart two objects are on the camera, as if one were the other moved. */
function betweenThem(frame: QualityFrame, box: Box2dJson, other: ObjectJson): number {
  const own = frame.objects.find(({ trackId }) => trackId === box.trackId)!;
  const cameras = frame.cameras.filter(({ id }) => id === box.camera);
  const one = { cameras, boxes2d: [box], objects: [] };
  return effectOf(one, box.trackId!, own.cuboid, HAND_PIXELS)(other.cuboid);
}

function hiddenIn({ objects }: QualityFrame, view: CameraView, { cuboid, id }: ObjectJson): number {
  const projected = projectVisibleBounds(cuboid, view)!;
  const covered = objects.reduce((most, other) => {
    const seen = other.id === id ? undefined : projectVisibleBounds(other.cuboid, view);
    if (seen === undefined || seen.depth > projected.depth) return most;
    return Math.max(most, sharedArea(seen.clipped, projected.clipped));
  }, 0);
  return covered / rectangleArea(projected.clipped);
}

/** 2D boxes of which the nearer hides a good part of the farther and is itself in plain view. */
function overlapping(
  frame: QualityFrame,
  camera: string,
  view: CameraView,
): { readonly front: Box2dJson; readonly back: Box2dJson }[] {
  const seen = frame.boxes2d.flatMap((box) => {
    const object = frame.objects.find(({ trackId }) => trackId === box.trackId);
    const projected = box.camera === camera && object ? projectVisibleBounds(object.cuboid, view) : undefined;
    return projected === undefined || object === undefined ? [] : [{ box, object, projected }];
  });
  return seen.flatMap((back) =>
    seen
      .filter(
        (front) =>
          back.projected.depth - front.projected.depth > 2 &&
          sharedArea(back.projected.clipped, front.projected.clipped) >
            0.3 * rectangleArea(back.projected.clipped) &&
          hiddenIn(frame, view, front.object) === 0,
      )
      .map((front) => ({ front: front.box, back: back.box })),
  );
}
