import { checkFrame } from '#shared/quality/checkFrame.ts';
import { cloudPoints } from '#shared/quality/cloudPoints.ts';
import { parameterOf } from '#shared/quality/parameterOf.ts';
import { RULES } from '#shared/quality/ruleTable.ts';
import type { HeldCloud } from './cloudStore.ts';
import { qualityFrameOf } from './qualityFrames.ts';
import type { PointsAnswer, PointsQuery } from './qualityProtocol.ts';

/** What the rules find in a frame with its cloud; undefined where that is not held. */
export function checkWithPoints(
  held: HeldCloud | undefined,
  { frame, tracks, book }: PointsQuery,
): PointsAnswer {
  if (held === undefined) return undefined;
  const { ontology, thresholds } = book;
  const known = new Map(tracks.map((track) => [track.id, track]));
  const bound = RULES.flatMap((rule) =>
    rule.scope === 'frame'
      ? [{ rule, context: { tracks: known, ontology, parameter: parameterOf(rule, thresholds) } }]
      : [],
  );
  const points = cloudPoints({ ...held, ontology });
  return { findings: checkFrame(qualityFrameOf(frame, points), bound).known.findings };
}
