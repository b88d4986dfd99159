import { joinPath, nameOf } from '../../dataset/canonicalPath.ts';
import { toImageCorner } from '../../geometry/imageCorner.ts';
import { frameNames, safeName } from '../common/frameNames.ts';
import type { OutputFile } from '../common/interchangeFormat.ts';
import {
  calibrationIn,
  type FrameLabels,
  type LabelBox2d,
  type LabelCalibration,
  type LabelFrame,
  type LabelSequence,
} from '../common/labelSet.ts';
import type { LossLog } from '../common/lossLog.ts';
import { jsonText } from '../common/perFrame.ts';
import { rowsOf } from '../common/transformRows.ts';

/**
 * The photo context of an episode: beside each image a file that says which camera took it and how that is calibrated, and
 * one with the figures that are drawn on it. There is no place for the lens's distortion.
 */
export class SuperviselyPhotos {
  readonly #sequence: LabelSequence;
  readonly #clouds: ReadonlyMap<string, string>;
  /** Are the names of the images of each frame different, without their folders? */
  readonly #isClear: boolean;

  constructor(sequence: LabelSequence) {
    this.#sequence = sequence;
    this.#clouds = cloudNames(sequence);
    this.#isClear = sequence.frames.every(
      ({ images }) =>
        new Set(images.map(({ path }) => safeName(nameOf(path)).toLowerCase())).size === images.length,
    );
  }

  /** Clouds are called as they are; where two have one name, and where there is none, by their frame. */
  cloudOf(frame: LabelFrame): string {
    return this.#clouds.get(frame.id)!;
  }

  /**
   * The files beside a frame's images.
   *
   * @param folder of the episode
   * @param keys of the objects that 2D boxes are of: those that have an image to be drawn on
   */
  *files(
    folder: string,
    frame: LabelFrame,
    labels: FrameLabels,
    keys: ReadonlyMap<LabelBox2d, string>,
    losses: LossLog,
  ): Generator<OutputFile> {
    const context = joinPath(folder, `related_images/${this.cloudOf(frame).replaceAll('.', '_')}`);
    const names = this.#namesIn(frame);
    for (const [i, image] of frame.images.entries()) {
      const camera = this.#sequence.cameras.find(({ id }) => id === image.sensor);
      const calibration = camera && calibrationIn(camera, labels);
      if (calibration !== undefined && calibration.intrinsics.model !== 'pinhole')
        losses.note('lensDistortion');
      const name = names[i]!;
      const about = { name, meta: { deviceId: image.sensor, ...sensorsData(calibration) } };
      yield { path: `${context}/${name}.json`, text: jsonText(about) };
      const figures = [...keys].filter(([box]) => box.camera === image.sensor);
      if (figures.length === 0) continue;
      const text = jsonText(figures.map(([box, key]) => figureOf(box, key)));
      yield { path: `${context}/${name}.figures.json`, text };
    }
  }

  /** Different ones: a file may give a camera two images of one name. */
  #namesIn({ images }: LabelFrame): readonly string[] {
    const taken = new Set<string>();
    return images.map(({ sensor, path }) => {
      const wanted = safeName(this.#isClear ? nameOf(path) : `${sensor}_${nameOf(path)}`);
      let name = wanted;
      for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${number}_${wanted}`;
      taken.add(name.toLowerCase());
      return name;
    });
  }
}

function cloudNames(sequence: LabelSequence): ReadonlyMap<string, string> {
  const names = frameNames(sequence);
  return new Map(
    sequence.frames.map(({ id, cloud }) => {
      const ending = /\.[^.]+$/.exec(cloud === undefined ? '' : nameOf(cloud.path))?.[0] ?? '.pcd';
      return [id, `${names.get(id)!}${ending}`];
    }),
  );
}

/** The pinhole's matrix and cameraFromCloud, both row by row; nothing of a camera that nobody calibrated. */
function sensorsData(calibration: LabelCalibration | undefined): { sensorsData?: object } {
  if (calibration === undefined) return {};
  const { intrinsics, cameraFromLabel } = calibration;
  const { fx, fy, cx, cy } = intrinsics;
  return {
    sensorsData: {
      extrinsicMatrix: rowsOf(cameraFromLabel).slice(0, 12),
      intrinsicMatrix: [fx, 0, cx, 0, fy, cy, 0, 0, 1],
    },
  };
}

/**
 * A rectangle by two of its corners, counted from the image's own corner as Supervisely's server does. What that server
 * fills in by itself is left out, and keys of objects have hyphens here.
 */
function figureOf({ rectangle }: LabelBox2d, key: string): object {
  const { left, top, right, bottom } = toImageCorner(rectangle);
  return {
    meta: {},
    geometryType: 'rectangle',
    geometry: {
      points: {
        exterior: [
          [left, top],
          [right, bottom],
        ],
        interior: [],
      },
    },
    tags: [],
    objectKey: key.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
  };
}
