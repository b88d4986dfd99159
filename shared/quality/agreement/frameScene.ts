import { projectVisibleBounds } from '../../camera/projectVisible.ts';
import type { Cuboid } from '../../geometry/cuboid.ts';
import type { Box2dJson } from '../../labels/sidecar.ts';
import type { QualityFrame } from '../qualityFrame.ts';
import { AnalysisMemory } from './analysisMemory.ts';
import { boxFaultOf, type BoxFault } from './boxFault.ts';
import { hiddenBy, type Sight } from './sight.ts';

/** What a frame has to compare: per camera, the objects that it sees and the 2D boxes on it. */
export interface FrameScene {
  readonly cameras: ReadonlyMap<string, CameraScene>;
  /** 2D boxes that nothing can be said about but that they are wrong. */
  readonly faults: readonly { readonly box: Box2dJson; readonly fault: BoxFault }[];
}

/** Of a camera whose calibration is known. */
export interface CameraScene {
  readonly sights: readonly Sight[];
  readonly boxes: readonly Box2dJson[];
  /** The first of them that belongs to each track. */
  readonly byTrack: ReadonlyMap<string, Sight>;
}

export function frameScene(
  { cameras, objects, boxes2d }: QualityFrame,
  memory = new AnalysisMemory(),
): FrameScene {
  const byId = new Map(cameras.map((camera) => [camera.id, camera]));
  const boxesOf = new Map<string, Box2dJson[]>();
  const faults: { box: Box2dJson; fault: BoxFault }[] = [];
  for (const box of boxes2d) {
    const fault = boxFaultOf(box, byId.get(box.camera));
    if (fault !== undefined) faults.push({ box, fault });
    else boxesOf.set(box.camera, [...(boxesOf.get(box.camera) ?? []), box]);
  }
  const sound = objects.filter(({ cuboid }) => isFiniteCuboid(cuboid));
  const scenes = new Map<string, CameraScene>();
  for (const { id, view, offsetSeconds } of cameras) {
    if (view === undefined) continue;
    const { bounds, sights: known } = memory.camera(id);
    const seen = sound.flatMap((object) => {
      const projected = bounds.recall(object, [view], () => projectVisibleBounds(object.cuboid, view));
      return projected === undefined ? [] : [{ object, projected }];
    });
    const sights = seen.map((sight): Sight => {
      const { object, projected } = sight;
      const { hiddenShare, slack } = hiddenBy(sight, seen);
      return known.recall(object, [view, offsetSeconds, projected, hiddenShare, ...slack], () => ({
        ...sight,
        camera: id,
        view,
        offsetSeconds,
        hiddenShare,
        slack,
      }));
    });
    const byTrack = new Map(sights.toReversed().map((sight) => [sight.object.trackId, sight]));
    scenes.set(id, { sights, boxes: boxesOf.get(id) ?? [], byTrack });
  }
  return { cameras: scenes, faults };
}

/** One that is not has a finding of its own; nothing is seen of it. */
function isFiniteCuboid({ centre, size, rotation }: Cuboid): boolean {
  return (
    [...centre, ...size, ...rotation].every(Number.isFinite) &&
    size.every((side) => side > 0) &&
    rotation.some((part) => part !== 0)
  );
}
