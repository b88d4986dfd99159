import { imageRectangle } from '../../camera/cameraView.ts';
import { rectanglesOverlap, type Rectangle } from '../../geometry/rectangle.ts';
import { roundRectangle } from '../../labels/rounding.ts';
import type { PlacedForeignBox } from '../sidecar/readSidecarBoxes.ts';
import { SkippedBoxes, type ForeignBox, type ForeignBoxes } from './foreignBox.ts';
import type { ImageIndex, ImagePlace } from './imageIndex.ts';

/** Size in pixels; undefined: not known. */
export type SizeOfImage = (
  place: ImagePlace,
) => { readonly width: number; readonly height: number } | undefined;

export interface PlacedBoxes {
  readonly boxes: readonly (PlacedForeignBox & { readonly sequenceId: string })[];
  readonly problems: ForeignBoxes['problems'];
}

/**
 * Puts the boxes of a file on the images of a dataset. A box of no image, or that lies wholly outside of its image, is
 * named and left out; one that reaches over the border is kept as it is: whether that is meant its extent tells.
 *
 * @param path of the file, for problems
 */
export function placeBoxes(
  boxes: readonly ForeignBox[],
  path: string,
  index: ImageIndex,
  sizeOf: SizeOfImage,
): PlacedBoxes {
  const skipped = new SkippedBoxes(path);
  const placed = boxes.flatMap((box): PlacedBoxes['boxes'] => {
    const { image, unit, rectangle: read, ...rest } = box;
    const name = `${box.class} ${box.key}`;
    const place = index.find(image);
    if (typeof place === 'string') {
      skipped.add(name, place, '', { image });
      return [];
    }
    const size = sizeOf(place);
    if (unit === 'image' && size === undefined) {
      skipped.add(name, 'imageSizeUnknown', '', { image });
      return [];
    }
    const rectangle = unit === 'image' ? inPixels(read, size!) : read;
    if (size !== undefined && !rectanglesOverlap(rectangle, imageRectangle(size.width, size.height))) {
      skipped.add(name, 'outsideImage', '', { size: `${size.width} × ${size.height}` });
      return [];
    }
    return [{ ...rest, ...place, rectangle }];
  });
  return { boxes: placed, problems: skipped.problems };
}

/** Parts of the image count from its border, which is half a pixel before the middle of its first one. */
function inPixels(part: Rectangle, { width, height }: { width: number; height: number }): Rectangle {
  return roundRectangle({
    left: part.left * width - 0.5,
    top: part.top * height - 0.5,
    right: part.right * width - 0.5,
    bottom: part.bottom * height - 0.5,
  });
}
