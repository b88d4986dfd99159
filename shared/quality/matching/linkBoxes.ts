import type { CameraView } from '../../camera/cameraView.ts';
import { projectVisibleBounds } from '../../camera/projectVisible.ts';
import type { Cuboid } from '../../geometry/cuboid.ts';
import { transformPoint } from '../../geometry/rigidTransform.ts';
import type { Box2dJson } from '../../labels/sidecar.ts';
import {
  MATCH_OPTIONS,
  matchBoxes,
  type Matches,
  type MatchCuboid,
  type MatchOptions,
} from './matchBoxes.ts';

/** An object of the frame. */
export interface MatchObject {
  readonly id: string;
  readonly trackId: string;
  readonly class: string;
  readonly cuboid: Cuboid;
}

export interface LinkedBoxes {
  readonly boxes: readonly Box2dJson[];
  /** By camera; those without boxes are not in it. */
  readonly matches: ReadonlyMap<string, Matches>;
}

/**
 * Links the 2D boxes of a frame with its cuboids, image by image. What a person or a file has linked stays; a link that an
 * earlier matching made is made anew, for cuboids and boxes may have moved since.
 *
 * @param views the frame's cameras with their calibration; boxes on others stay as they are
 * @param mayLink which boxes may be linked; all others keep what they have, and their cuboids are taken
 */
export function linkBoxes(
  objects: readonly MatchObject[],
  boxes: readonly Box2dJson[],
  views: ReadonlyMap<string, CameraView>,
  mayLink: (box: Box2dJson) => boolean,
  options: MatchOptions = MATCH_OPTIONS,
): LinkedBoxes {
  const matches = new Map<string, Matches>();
  const trackOf = new Map(objects.map(({ id, trackId }) => [id, trackId]));
  const links = new Map<string, string>();
  const free = new Set<string>();
  for (const [camera, view] of views) {
    const onImage = boxes.filter((box) => box.camera === camera);
    const open = onImage.map((box) => (isOpen(box, mayLink) ? withoutLink(box) : box));
    if (!onImage.some((box) => isOpen(box, mayLink))) continue;
    for (const box of onImage) if (isOpen(box, mayLink)) free.add(box.id);
    // Boxes that nobody may link and that are of no object could be of any: they take no part.
    const asked = open.filter((box) => free.has(box.id) || box.trackId !== undefined);
    const found = matchBoxes(asked, cuboidsOn(view, objects), options);
    matches.set(camera, found);
    for (const { box, cuboid, reason } of found.matches) {
      const trackId = trackOf.get(cuboid);
      if (reason.kind === 'fits' && trackId !== undefined) links.set(box, trackId);
    }
  }
  const linked = boxes.map((box) => (free.has(box.id) ? withLink(box, links.get(box.id)) : box));
  return { boxes: linked, matches };
}

/** What an image shows of the cuboids. */
export function cuboidsOn(view: CameraView, objects: readonly MatchObject[]): readonly MatchCuboid[] {
  return objects.map(({ id, trackId, class: name, cuboid }) => ({
    id,
    trackId,
    class: name,
    rectangle: projectVisibleBounds(cuboid, view)?.clipped,
    depth: transformPoint(view.cameraFromLabel, cuboid.centre)[2],
  }));
}

function isOpen(box: Box2dJson, mayLink: (box: Box2dJson) => boolean): boolean {
  return mayLink(box) && (box.trackId === undefined || box.linkedBy === 'matched');
}

function withoutLink({ trackId: _trackId, linkedBy: _linkedBy, ...box }: Box2dJson): Box2dJson {
  return box;
}

/** The same object where the link is the one that it has. */
function withLink(box: Box2dJson, trackId: string | undefined): Box2dJson {
  if (box.trackId === trackId) return box;
  return trackId === undefined ? withoutLink(box) : { ...box, trackId, linkedBy: 'matched' };
}
