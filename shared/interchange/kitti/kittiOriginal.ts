import { deepEqual } from '../../deepEqual.ts';
import { readObjectCalibration } from '../../dataset/layouts/kittiCalibration.ts';
import { parseObjectLabels } from '../../dataset/layouts/kittiObjectLabels.ts';
import { linesOf } from '../../dataset/layouts/kittiText.ts';
import type { ForeignFrameLabels } from '../../dataset/layout.ts';
import type { RigidTransform } from '../../geometry/rigidTransform.ts';
import { importedTrackId } from '../../labels/ids.ts';
import type { FrameLabels, LabelBox2d, LabelFrame, LabelObject, LabelSequence } from '../common/labelSet.ts';
import { LABELED } from './kittiCamera.ts';

/** A line of the file that the labels were imported from. */
export interface OriginalLine {
  /** From 0. */
  readonly place: number;
  /** As it stands there, where what it is about is still the same. */
  readonly text?: string;
}

/**
 * The label file that a frame's labels were imported from, before somebody edited some of them: lines of what was left alone
 * are kept as they are, in their order. So is its calibration, for its numbers are what the labels are given by.
 */
export class KittiOriginal {
  readonly calibration: string;
  readonly rectFromLabel: RigidTransform;
  readonly #lines: readonly string[];
  readonly #labels: ForeignFrameLabels;
  /** Track → the object's name in the file. */
  readonly #sources: ReadonlyMap<string, string>;
  readonly #freeBoxes: Map<string, number[]>;

  private constructor(
    text: string,
    calibration: string,
    rectFromLabel: RigidTransform,
    { name }: LabelFrame,
    { id, tracksFile }: LabelSequence,
  ) {
    this.calibration = calibration;
    this.rectFromLabel = rectFromLabel;
    this.#lines = linesOf(text);
    this.#labels = parseObjectLabels(text, name, name, rectFromLabel);
    const named = tracksFile?.tracks.map((track) => [track.id, track.sourceId ?? ''] as const) ?? [];
    const derived = this.#labels.objects.map(
      ({ sourceId }) => [importedTrackId(id, sourceId), sourceId] as const,
    );
    this.#sources = new Map([...derived, ...named]);
    this.#freeBoxes = freeBoxes(this.#lines, name, rectFromLabel);
  }

  /** Undefined where the labels come from elsewhere, or without a calibration of their own. */
  static of(
    { original }: FrameLabels,
    frame: LabelFrame,
    sequence: LabelSequence,
  ): KittiOriginal | undefined {
    if (original?.format !== 'kitti-object' || original.calibration === undefined) return undefined;
    const { rectFromLidar } = readObjectCalibration(original.calibration);
    if (!('pose' in rectFromLidar)) return undefined;
    return new KittiOriginal(original.text, original.calibration, rectFromLidar.pose, frame, sequence);
  }

  /** @param drawn the object's 2D box, where it has one */
  lineOf(object: LabelObject, drawn: LabelBox2d | undefined): OriginalLine | undefined {
    const sourceId = this.#sources.get(object.track);
    const before = this.#labels.objects.find((each) => each.sourceId === sourceId);
    if (before === undefined) return undefined;
    const place = Number(before.sourceId.slice(before.sourceId.lastIndexOf('#') + 1));
    const box = this.#labels.boxes2d?.find((each) => each.sourceId === sourceId);
    const isSame =
      before.class === object.class &&
      deepEqual(before.cuboid, object.cuboid) &&
      deepEqual(before.attributes, object.attributes) &&
      deepEqual(box?.rectangle, drawn?.rectangle);
    return isSame ? { place, text: this.#lines[place]! } : { place };
  }

  /** Of a 2D box that belongs to no object. Each line is given once. */
  lineOfBox({ class: name, rectangle }: LabelBox2d): OriginalLine | undefined {
    const place = this.#freeBoxes.get(boxKey(name, rectangle))?.shift();
    return place === undefined ? undefined : { place, text: this.#lines[place]! };
  }
}

function freeBoxes(
  lines: readonly string[],
  frame: string,
  rectFromLabel: RigidTransform,
): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [place, line] of lines.entries()) {
    const { objects, boxes2d = [] } = parseObjectLabels(line, frame, frame, rectFromLabel);
    const [box] = boxes2d;
    if (objects.length > 0 || box === undefined || box.camera !== LABELED) continue;
    const key = boxKey(box.class, box.rectangle);
    places.set(key, [...(places.get(key) ?? []), place]);
  }
  return places;
}

function boxKey(name: string, { left, top, right, bottom }: LabelBox2d['rectangle']): string {
  return JSON.stringify([name, left, top, right, bottom]);
}
