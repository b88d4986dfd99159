import { seededRandom } from '#shared/pointcloud/random.ts';
import { AGREEMENT_RULES } from '#shared/quality/agreement/agreementRules.ts';
import type { Finding } from '#shared/quality/finding.ts';
import { checkFrame } from './checkFrame.ts';
import { humanBoxes } from './humanBoxes.ts';
import { LABEL_ERRORS } from './labelErrors.ts';
import { STATED } from './shapeTrials.ts';
import type { TruthScene } from './truthScenes.ts';

export interface LabelTrial {
  readonly name: string;
  readonly effect: number;
  /** The rules that say something about what is wrong. */
  readonly said: readonly string[];
  readonly isFound: boolean;
  readonly isRightKind: boolean;
}

/** So many frames for each kind of error that is not of a cuboid's shape, as far as the scene has what it needs. */
export function labelTrials(scene: TruthScene, seed: number, each: number): LabelTrial[] {
  const random = seededRandom(2000 + seed);
  return Object.entries(LABEL_ERRORS).flatMap(([name, make]) => {
    const trials: LabelTrial[] = [];
    for (let attempt = 0; attempt < 20 * each && trials.length < each; attempt++) {
      const truth = scene.frames[Math.floor(random() * scene.frames.length)]!;
      const made = make({ ...truth, boxes2d: humanBoxes(truth, random) }, random);
      if (made === undefined) continue;
      const findings = checkFrame(AGREEMENT_RULES, made.frame, scene.context, STATED);
      const own = findings.filter((finding) => isAbout(finding, made.about));
      trials.push({
        name,
        effect: made.effect,
        said: own.map(({ rule }) => rule),
        isFound: own.length > 0,
        isRightKind: own.some(({ rule }) => rule === made.rule),
      });
    }
    return trials;
  });
}

function isAbout({ trackId, box2dId, camera }: Finding, about: ReadonlySet<string>): boolean {
  return [trackId, box2dId, camera].some((id) => id !== undefined && about.has(id));
}
