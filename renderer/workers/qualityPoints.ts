import { labelFromBox, type Cuboid, type CuboidFace } from '#shared/geometry/cuboid.ts';
import { groundHeightAt } from '#shared/pointcloud/ground.ts';
import { countPointsInCuboid } from '#shared/pointcloud/pointsInCuboid.ts';
import { checkFrame } from '#shared/quality/checkFrame.ts';
import { parameterOf } from '#shared/quality/parameterOf.ts';
import type { QualityPoints } from '#shared/quality/qualityFrame.ts';
import type { HeldCloud } from './cloudStore.ts';
import { ALL_RULES, qualityFrameOf } from './qualityFrames.ts';
import type { PointsAnswer, PointsQuery } from './qualityProtocol.ts';

/** What the rules find in a frame with its cloud; undefined where that is not held. */
export function checkWithPoints(
  held: HeldCloud | undefined,
  { frame, tracks, book }: PointsQuery,
): PointsAnswer {
  if (held === undefined) return undefined;
  const known = new Map(tracks.map((track) => [track.id, track]));
  const bound = ALL_RULES.flatMap((rule) =>
    rule.scope === 'frame'
      ? [
          {
            rule,
            context: {
              tracks: known,
              ontology: book.ontology,
              parameter: parameterOf(rule, book.thresholds),
            },
          },
        ]
      : [],
  );
  return { findings: checkFrame(qualityFrameOf(frame, pointsOf(held)), bound).known.findings };
}

/** What rules ask a cloud, answered by its grid. */
function pointsOf({ cloud, ground }: HeldCloud): QualityPoints {
  return {
    count: (cuboids) => cuboids.map((cuboid) => countPointsInCuboid(cloud, cuboid)),
    countOutside: (cuboid, face, thicknessMetres) =>
      countPointsInCuboid(cloud, layerOutside(cuboid, face, thicknessMetres)),
    groundHeight: (x, y) => groundHeightAt(ground, x, y),
    // The search takes a second: it is asked for by a command of its own, and by the command line.
    unlabelled: () => [],
  };
}

/** The layer on a face, as a cuboid of its own. */
function layerOutside(
  cuboid: Cuboid,
  { axis, sign }: Pick<CuboidFace, 'axis' | 'sign'>,
  thicknessMetres: number,
): Cuboid {
  const middle: [number, number, number] = [0, 0, 0];
  middle[axis] = sign * (cuboid.size[axis] / 2 + thicknessMetres / 2);
  const size: [number, number, number] = [...cuboid.size];
  size[axis] = thicknessMetres;
  return { centre: labelFromBox(cuboid, middle), size, rotation: cuboid.rotation };
}
