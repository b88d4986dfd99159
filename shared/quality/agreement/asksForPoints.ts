import type { BoundRule } from '../boundRule.ts';
import type { QualityFrame, QualityPoints } from '../qualityFrame.ts';
import type { FrameRule } from '../rule.ts';
import { soundFrame } from '../soundObjects.ts';
import { compareFrame } from './compareFrame.ts';

class Asked extends Error {}

function ask(): never {
  throw new Asked();
}

const WATCHED: QualityPoints = { count: ask, countOutside: ask, groundHeight: ask, unlabelled: ask };

/**
 * Would anything ask for the points of a frame when it is compared and looked at by these rules? Where all is as it should
 * be, or there is nothing to compare, nothing does, and reading its cloud can be spared. With a memory of the frame what
 * is computed here is not computed again.
 *
 * @param compared in which context its cuboids and 2D boxes are compared
 */
export function asksForPoints(
  frame: QualityFrame,
  rules: readonly BoundRule<FrameRule>[],
  compared: BoundRule<FrameRule>['context'],
): boolean {
  const watched = soundFrame({ ...frame, points: WATCHED });
  try {
    compareFrame(watched, compared);
    for (const { rule, context } of rules) Array.from(rule.check(watched, context));
    return false;
  } catch (error) {
    if (error instanceof Asked) return true;
    throw error;
  }
}
