import { AGREEMENT_RULES } from './agreement/agreementRules.ts';
import type { RuleId } from './finding.ts';
import type { Rule } from './rule.ts';
import { brokenNumbers } from './rules/data/brokenNumbers.ts';
import { changedSource } from './rules/data/changedSource.ts';
import { duplicateId } from './rules/data/duplicateId.ts';
import { idNotDerived } from './rules/data/idNotDerived.ts';
import { rotationNotUnit } from './rules/data/rotationNotUnit.ts';
import { staleProjections } from './rules/data/staleProjections.ts';
import { unknownClass } from './rules/data/unknownClass.ts';
import { unknownTrack } from './rules/data/unknownTrack.ts';
import { yawDiffers } from './rules/data/yawDiffers.ts';
import { notLevel } from './rules/geometry/notLevel.ts';
import { offGround } from './rules/geometry/offGround.ts';
import { overlap } from './rules/geometry/overlap.ts';
import { sizeOutsideRange } from './rules/geometry/sizeOutsideRange.ts';
import { emptyCuboid } from './rules/points/emptyCuboid.ts';
import { fewPoints } from './rules/points/fewPoints.ts';
import { notTight } from './rules/points/notTight.ts';
import { unlabelledObject } from './rules/recall/unlabelledObject.ts';
import { acceleration } from './rules/track/acceleration.ts';
import { againstMotion } from './rules/track/againstMotion.ts';
import { classDiffers } from './rules/track/classDiffers.ts';
import { gap } from './rules/track/gap.ts';
import { idTwice } from './rules/track/idTwice.ts';
import { placeJump } from './rules/track/placeJump.ts';
import { sizeDrift } from './rules/track/sizeDrift.ts';
import { speed } from './rules/track/speed.ts';
import { staticMoves } from './rules/track/staticMoves.ts';
import { trackSize } from './rules/track/trackSize.ts';
import { yawJump } from './rules/track/yawJump.ts';
import { yawRate } from './rules/track/yawRate.ts';

/** All rules, by family and id. */
export const RULES: readonly Rule[] = [
  duplicateId,
  unknownTrack,
  unknownClass,
  brokenNumbers,
  rotationNotUnit,
  yawDiffers,
  idNotDerived,
  staleProjections,
  changedSource,
  sizeOutsideRange,
  overlap,
  offGround,
  notLevel,
  sizeDrift,
  trackSize,
  speed,
  acceleration,
  yawRate,
  yawJump,
  placeJump,
  againstMotion,
  gap,
  idTwice,
  classDiffers,
  staticMoves,
  emptyCuboid,
  fewPoints,
  notTight,
  ...AGREEMENT_RULES,
  unlabelledObject,
];

const BY_ID: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.id, rule]));

export function ruleById(id: RuleId): Rule | undefined {
  return BY_ID.get(id);
}
