import { folderOf, stemOf } from '../../dataset/canonicalPath.ts';
import { groupBy } from '../../dataset/groupBy.ts';
import { compareNaturally } from '../../dataset/naturalOrder.ts';
import { BOX2D_EXTENTS } from '../../labels/sidecar.ts';
import type { LabelBox2d, LabelCamera, LabelFrame, LabelSequence } from '../common/labelSet.ts';
import { wholeFiles, type LabelFile } from '../common/wholeFiles.ts';
import { readCocoFile, type CocoBox, type CocoFile, type CocoRow } from './readCoco.ts';

/**
 * COCO object detection: 2D boxes alone. Our own files say of which sequence, frame and camera an image is; of others the
 * camera is the image's folder, and images that are called alike in several folders are a frame. Projections of cuboids,
 * which are not there, are a program's boxes.
 */
export const cocoReader = wholeFiles({
  named: /coco|instances/i,
  begins: (start) =>
    /^\uFEFF?\s*\{/.test(start) &&
    /"(?:images|annotations|categories)"\s*:\s*\[/.test(start) &&
    /"(?:file_name|image_id|supercategory)"\s*:/.test(start),
  read(file, problems) {
    const coco = readCocoFile(file.text, file.path);
    problems.push(...coco.problems);
    const places = placesOf(coco, file);
    const ids = [...new Set(places.map(({ sequence }) => sequence))];
    const boxes = groupBy(coco.boxes, ({ imageId }) => imageId);
    return {
      sequences: ids.map((id) => {
        const own = places.filter(({ sequence }) => sequence === id);
        return sequenceOf(id, own, boxes, file.isOnly && ids.length === 1);
      }),
    };
  },
});

/** An image: of which camera in which frame. */
interface Place {
  readonly imageId: string;
  readonly path: string;
  readonly row: CocoRow;
  readonly sequence: string;
  readonly frame: string;
  readonly camera: string;
}

function placesOf({ images }: CocoFile, { folder }: LabelFile): readonly Place[] {
  const places = images.map(({ id, row }): Place => {
    const path = textOf(row, 'file_name') ?? id;
    const camera = textOf(row, 'camera') ?? (folderOf(path) || 'camera');
    return {
      imageId: id,
      path,
      row,
      sequence: textOf(row, 'sequence') ?? folder,
      frame: textOf(row, 'frame') ?? stemOf(path),
      camera,
    };
  });
  const keys = new Set(
    places.map(({ sequence, frame, camera }) => JSON.stringify([sequence, frame, camera])),
  );
  if (keys.size === places.length) return places;
  // Each image for itself: so much is certain.
  return places.map((place) => Object.assign(place, { frame: `${place.path}#${place.imageId}` }));
}

function sequenceOf(
  id: string,
  places: readonly Place[],
  boxes: ReadonlyMap<string, readonly CocoBox[]>,
  isOnly: boolean,
): LabelSequence {
  const byFrame = groupBy(places, ({ frame }) => frame);
  const isOurs = places.every(({ row }) => textOf(row, 'frame') !== undefined);
  const keys = isOurs ? [...byFrame.keys()] : [...byFrame.keys()].sort(compareNaturally);
  const cameras = groupBy(places, ({ camera }) => camera);
  return {
    id,
    name: id,
    folder: isOnly ? '' : id,
    cameras: [...cameras].map(([camera, [first]]) => cameraOf(camera, first!.row)),
    frames: keys.map((frame, index) => frameOf(frame, index, byFrame.get(frame)!)),
    labelsOf: (frame) =>
      Promise.resolve({
        objects: [],
        boxes2d: (byFrame.get(frame.id) ?? []).flatMap(({ imageId, camera }) =>
          (boxes.get(imageId) ?? []).map((box) => boxOf(box, camera)),
        ),
      }),
  };
}

function cameraOf(id: string, { width, height }: CocoRow): LabelCamera {
  return { id, ...(isSize(width) && isSize(height) ? { width, height } : {}) };
}

function frameOf(frame: string, index: number, places: readonly Place[]): LabelFrame {
  return {
    id: frame,
    name: stemOf(frame),
    index,
    images: places.map(({ camera, path, row }) => {
      const ns = /^-?\d{1,19}$/.exec(textOf(row, 'timestamp_ns') ?? '')?.[0];
      return { sensor: camera, path, ...(ns === undefined ? {} : { ns }) };
    }),
  };
}

function boxOf({ box, row }: CocoBox, camera: string): LabelBox2d {
  const { rectangle, class: name, source, score, attributes } = box;
  const track = textOf(row, 'track_id');
  const extent = BOX2D_EXTENTS.find((each) => each === row['extent']);
  return {
    camera,
    rectangle,
    class: name,
    source: row['source'] === 'manual' ? 'manual' : row['source'] === 'projection' ? 'model' : source,
    ...(track === undefined ? {} : { track }),
    ...(extent === undefined ? {} : { extent }),
    ...(score === undefined ? {} : { score }),
    ...(attributes === undefined ? {} : { attributes }),
  };
}

function isSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

/** A text, or a number as one; undefined: neither. */
function textOf(row: CocoRow, key: string): string | undefined {
  const value = row[key];
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined;
}
