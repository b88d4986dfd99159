import { withWrittenPose, writtenPose } from '../../dataset/calibrationCorrection.ts';
import { createCameraModel } from '../createCameraModel.ts';
import { assess, type Assessment } from './assess.ts';
import { posesInDegrees } from './degrees.ts';
import type { DepthEdges } from './depthEdges.ts';
import { edgeAgreement } from './edgeAgreement.ts';
import { plausibility } from './plausibility.ts';
import type { CameraVerdicts, Verdict } from './verdicts.ts';

/** How unusual a camera must stand before so much is tried, and how little its edges agree. */
const LEAST_UNUSUAL = 0.5;
const MOST_PEAK = 2;
/** Of hundreds, one looks right by chance; it looks less right than this, and if it sees more, has few edges. */
const LEAST_PEAK = 1.8;
const LEAST_LEAD = 1;
const LEAST_PEAK_OF_BLIND = 3;
const LEAST_EDGES = 60;
/** Metres; a camera that is elsewhere was not turned. */
const NEAR = 20;
/** Enough for a first look. */
const SOME_EDGES = 500;
/** The best by their edges at one moment, which are looked at in full. */
const FINALISTS = 12;

/** Angles in degrees that were read as radians. Only of a camera that stands as none does, and that nothing else explains. */
export function degreesFault({ sights, written }: CameraVerdicts): Verdict | undefined {
  const [sight] = sights;
  if (sight === undefined) return undefined;
  const { intrinsics } = sight.written;
  const score = (assessment: Assessment): number => plausibility(assessment, intrinsics, sight);
  const isOdd = score(written) - written.agreement <= -LEAST_UNUSUAL && written.agreement < MOST_PEAK;
  if (!isOdd || written.away > NEAR || sight.edges === undefined) return undefined;
  const glimpse = { ...sight, depth: sight.depth.map(thinned) };
  const model = createCameraModel(intrinsics);
  const finalists = posesInDegrees(writtenPose(sight.written))
    .map((pose) => {
      const calibration = withWrittenPose(sight.written, pose);
      return { calibration, peak: edgeAgreement([{ sight: glimpse, calibration, model }]).peak };
    })
    .toSorted((a, b) => b.peak - a.peak)
    .slice(0, FINALISTS);
  const [best] = finalists
    .flatMap(({ calibration }) => {
      const assessment = assess(sights, () => calibration);
      return assessment === undefined ? [] : [{ calibration, assessment, total: score(assessment) }];
    })
    .toSorted((a, b) => b.total - a.total);
  const least = written.inImage > 0 ? Math.max(LEAST_PEAK, written.peak + LEAST_LEAD) : LEAST_PEAK_OF_BLIND;
  if (best === undefined || best.assessment.peak < least || best.assessment.edges < LEAST_EDGES)
    return undefined;
  const { rotation, translation } = best.calibration.cameraFromLabel;
  return {
    kind: 'degrees',
    correction: {
      kind: 'replace',
      intrinsics,
      cameraFromLabel: { rotation: [...rotation], translation: [...translation] },
    },
    prior: 0,
    assessment: best.assessment,
    gain: best.total - score(written),
  };
}

function thinned({ points, weights }: DepthEdges): DepthEdges {
  const stride = Math.ceil(weights.length / SOME_EDGES);
  return {
    points: points.filter((_, i) => Math.floor(i / 3) % stride === 0),
    weights: weights.filter((_, i) => i % stride === 0),
  };
}
