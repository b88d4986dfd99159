import { parseLabelLine, type KittiLabelLine } from '../../dataset/layouts/kittiLabelLine.ts';
import { linesOf } from '../../dataset/layouts/kittiText.ts';
import type { Attributes } from '../../labels/sidecar.ts';
import {
  rectangleFault,
  scoreOf,
  SkippedBoxes,
  type ForeignBox,
  type ForeignBoxes,
} from '../boxes2d/foreignBox.ts';

/** An area of the image whose objects were not labeled. */
const DONT_CARE = 'DontCare';

/**
 * The 2D boxes of a file of KITTI's object benchmark (`label_2/000001.txt`, or a detector's results with a score at the
 * end of each line), which is about one image. Its pixels are ours. Each line that cannot be read is named and left out.
 *
 * @param image what the image is called: the name of the file without its ending
 */
export function readKittiBoxes(text: string, path: string, image: string): ForeignBoxes {
  const skipped = new SkippedBoxes(path);
  const boxes = linesOf(text).flatMap((line, index): ForeignBox[] => {
    if (line.trim() === '') return [];
    const label = parseLabelLine(line);
    const key = `#${index + 1}`;
    if ('reason' in label) {
      skipped.add(key, label.reason, label.where);
      return [];
    }
    if (label.class === DONT_CARE) return [];
    const fault = rectangleFault(label.rectangle);
    if (fault !== undefined) {
      skipped.add(`${label.class} ${key}`, fault);
      return [];
    }
    const { score } = label;
    const attributes = attributesOf(label);
    return [
      {
        image,
        key,
        rectangle: label.rectangle,
        unit: 'pixels',
        class: label.class,
        source: score === undefined ? 'imported' : 'model',
        ...scoreOf(score),
        // The benchmark's boxes bound what can be seen.
        extent: 'visible',
        ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
      },
    ];
  });
  return { boxes, problems: skipped.problems };
}

/** −1 means that nobody has said. */
function attributesOf({ truncation, occlusion }: KittiLabelLine): Attributes {
  return {
    ...(truncation >= 0 ? { truncation: Math.min(1, truncation) } : {}),
    ...(occlusion >= 0 && occlusion <= 3 ? { occlusion } : {}),
  };
}
