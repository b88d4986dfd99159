import type { VisibleBounds } from '../../camera/projectVisible.ts';
import type { Box2dJson, ObjectJson } from '../../labels/sidecar.ts';
import { Memo } from '../memo.ts';
import type { AgreementLimits } from './agreementParameters.ts';
import { compareBox, type Comparison } from './comparison.ts';
import type { FrameTiming } from './frameTiming.ts';
import type { ObjectAgreement } from './judgeObject.ts';
import type { Sight } from './sight.ts';

/**
 * What was computed of a frame's agreement, for its edited copies: after an edit most objects, 2D boxes and cameras are
 * the same, and so is what follows from them. Of one set of limits.
 */
export class AnalysisMemory {
  readonly judged = new Memo<ObjectJson, ObjectAgreement>();
  readonly #cameras = new Map<string, CameraMemory>();

  camera(id: string): CameraMemory {
    const known = this.#cameras.get(id) ?? new CameraMemory();
    this.#cameras.set(id, known);
    return known;
  }
}

/** Of one camera. */
export class CameraMemory {
  readonly bounds = new Memo<ObjectJson, VisibleBounds | undefined>();
  readonly sights = new Memo<ObjectJson, Sight>();
  /** Each 2D box beside its object, with what their motion makes uncertain; and as of the moment that the image shows. */
  readonly moving = new Memo<Box2dJson, Comparison>();
  readonly timed = new Memo<Comparison, Comparison>();
  readonly timing = new Memo<CameraMemory, FrameTiming | undefined>();
  readonly #still = new Memo<Box2dJson, Comparison>();

  /** A 2D box beside its object, as if that stood still. */
  stillOf(sight: Sight, box: Box2dJson, limits: AgreementLimits): Comparison {
    return this.#still.recall(box, [sight], () => compareBox(sight, box, limits, undefined));
  }
}
