import { addScaled, ZERO, type Vec3 } from '../../geometry/vec3.ts';
import type { ObjectJson } from '../../labels/sidecar.ts';
import type { QualityFrame } from '../qualityFrame.ts';
import type { RuleContext } from '../rule.ts';
import { AGREEMENT_PARAMETERS, agreementLimits, type AgreementLimits } from './agreementParameters.ts';
import { AnalysisMemory, type CameraMemory } from './analysisMemory.ts';
import { compareBox, type Comparison } from './comparison.ts';
import { frameScene, type CameraScene, type FrameScene } from './frameScene.ts';
import { frameTiming, type FrameTiming } from './frameTiming.ts';
import { judgeObject, type ObjectAgreement } from './judgeObject.ts';
import { iouOf, linkConflicts, type LinkConflict } from './linkConflicts.ts';
import { sizePriorOf } from './sizePrior.ts';

/** All that is known of the agreement of one frame. */
export interface FrameAnalysis {
  readonly scene: FrameScene;
  readonly conflicts: readonly LinkConflict[];
  /** Images that show another moment, by camera. */
  readonly timings: ReadonlyMap<string, FrameTiming>;
  readonly objects: readonly ObjectAgreement[];
  readonly limits: AgreementLimits;
  /** The same 2D box and object without the delay of a single image, and without what their motion makes uncertain. */
  stillOf(comparison: Comparison): Comparison;
}

const KNOWN = new WeakMap<QualityFrame, Map<string, FrameAnalysis>>();
const MEMORIES = new WeakMap<object, Map<string, AnalysisMemory>>();

/** Computed once for a frame, whichever rule asks first: a frame is not changed, its edited copy is another. */
export function analyseFrame(frame: QualityFrame, context: RuleContext): FrameAnalysis {
  const key = Object.keys(AGREEMENT_PARAMETERS)
    .map((name) => context.parameter(name))
    .join();
  const known = KNOWN.get(frame) ?? new Map<string, FrameAnalysis>();
  KNOWN.set(frame, known);
  const before = known.get(key);
  if (before !== undefined) return before;
  const analysis = analyse(frame, context, memoryOf(frame, key));
  known.set(key, analysis);
  return analysis;
}

/** @param key of the limits: with others, everything is another */
function memoryOf({ memory }: QualityFrame, key: string): AnalysisMemory {
  if (memory === undefined) return new AnalysisMemory();
  const all = MEMORIES.get(memory) ?? new Map<string, AnalysisMemory>();
  MEMORIES.set(memory, all);
  const known = all.get(key) ?? new AnalysisMemory();
  all.set(key, known);
  return known;
}

function analyse(frame: QualityFrame, context: RuleContext, memory: AnalysisMemory): FrameAnalysis {
  const limits = agreementLimits(context);
  const scene = frameScene(frame, memory);
  const conflicts = [...scene.cameras].flatMap(([id, camera]) =>
    linkConflicts(camera, limits, memory.camera(id)),
  );
  const inConflict = new Set(conflicts.flatMap(({ box, partner }) => [box.id, partner?.id]));
  const velocities = frame.velocities ?? new Map<string, Vec3>();
  const timings = new Map<string, FrameTiming>();
  const byObject = new Map<ObjectJson, Comparison[]>();
  for (const [id, camera] of scene.cameras) {
    const own = memory.camera(id);
    const boxes = camera.boxes.filter((box) => !inConflict.has(box.id));
    const moving = bestPerObject(compareAll({ ...camera, boxes }, limits, velocities, own));
    const timing = own.timing.recall(own, moving, () => frameTiming(moving, velocities, limits.leastSigma));
    if (timing !== undefined) timings.set(id, timing);
    const comparisons = timing === undefined ? moving : laterBy(moving, velocities, timing.seconds, own);
    for (const comparison of comparisons) {
      const { object } = comparison.sight;
      byObject.set(object, [...(byObject.get(object) ?? []), comparison]);
    }
  }
  const { points } = frame;
  const objects = [...byObject].map(([object, comparisons]) => {
    const size = sizePriorOf(object, frame.sizes, context);
    const inputs = [points, size?.spread, ...(size?.size ?? []), ...comparisons];
    return memory.judged.recall(object, inputs, () =>
      judgeObject(object, comparisons, { size, points }, limits),
    );
  });
  const stillOf = ({ sight, box }: Comparison): Comparison =>
    memory.camera(sight.camera).stillOf(sight, box, limits);
  return { scene, conflicts, timings, objects, limits, stillOf };
}

/** Each 2D box beside the object of its track, as far as the camera sees that. */
function compareAll(
  { boxes, byTrack }: CameraScene,
  limits: AgreementLimits,
  velocities: ReadonlyMap<string, Vec3>,
  memory: CameraMemory,
): Comparison[] {
  return boxes.flatMap((box) => {
    const sight = box.trackId === undefined ? undefined : byTrack.get(box.trackId);
    if (sight === undefined) return [];
    const velocity = velocities.get(sight.object.trackId);
    const inputs = [sight, ...(velocity ?? [])];
    return [memory.moving.recall(box, inputs, () => compareBox(sight, box, limits, velocity))];
  });
}

/** As the image shows them that is late by so many seconds. */
function laterBy(
  comparisons: readonly Comparison[],
  velocities: ReadonlyMap<string, Vec3>,
  seconds: number,
  memory: CameraMemory,
): Comparison[] {
  return comparisons.map((comparison) =>
    memory.timed.recall(comparison, [seconds], () => {
      const { object } = comparison.sight;
      const velocity = velocities.get(object.trackId) ?? ZERO;
      const errorsOf: Comparison['errorsOf'] = (cuboid) =>
        comparison.errorsOf({ ...cuboid, centre: addScaled(cuboid.centre, velocity, seconds) });
      const errors = errorsOf(object.cuboid) ?? comparison.errors;
      return { ...comparison, errorsOf, errors };
    }),
  );
}

/** An object that has two 2D boxes on one camera is compared with the one that fits better. */
function bestPerObject(comparisons: readonly Comparison[]): Comparison[] {
  const best = new Map<string, Comparison>();
  for (const comparison of comparisons) {
    const { id } = comparison.sight.object;
    const other = best.get(id);
    if (other === undefined || iouOf(comparison) > iouOf(other)) best.set(id, comparison);
  }
  return [...best.values()];
}
