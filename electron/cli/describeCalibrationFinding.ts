import type { CalibrationFinding, FindingKind } from '#shared/camera/doctor/finding.ts';

type Evidence = CalibrationFinding['evidence'];

/** `hill-street, front: the pose leads from the camera to the points … (likely)`. */
export function describeCalibrationFinding(finding: CalibrationFinding): string {
  const { sequence, camera, kind, certainty, evidence, otherCamera = '' } = finding;
  const hedge = certainty === 'certain' ? '' : ` (${certainty === 'likely' ? 'likely' : 'a suspicion'})`;
  const sentence = SENTENCES[kind].replace('{other}', otherCamera);
  const lines = [
    `${sequence}, ${camera}: ${sentence}${hedge}`,
    ...evidenceOf(evidence).map((line) => `  ${line}`),
  ];
  return [...lines, `  ${proposalOf(finding)}`].join('\n');
}

const SENTENCES: Readonly<Record<FindingKind, string>> = {
  'inverted-extrinsic': 'the pose is the inverse of what it should be',
  'transposed-rotation': 'the rotation is written column by column',
  'opengl-axes': 'the pose is for OpenGL’s camera axes (y up, z backward)',
  'vehicle-axes': 'the pose is for a vehicle’s axes (x forward, y left, z up)',
  'quaternion-order': 'the quaternion’s numbers are in another order',
  millimetres: 'the position is in millimetres',
  degrees: 'angles in degrees were read as radians',
  'not-a-rotation': 'the rotation is no rotation',
  'mirrored-rotation': 'the rotation mirrors',
  'no-focal-length': 'the focal length is not positive',
  'principal-point-outside': 'the principal point lies far outside the image',
  'scaled-image': 'the image is a scaled version of the one that was calibrated',
  'cropped-image': 'the image is cut out of the one that was calibrated',
  'wrong-coefficients': 'the distortion coefficients do not fit the lens model',
  'already-undistorted': 'the images seem to be undistorted already',
  'not-undistorted': 'the images seem to be distorted, the calibration has no distortion',
  'folds-in-image': 'the distortion polynomial folds inside the image',
  'sees-no-points': 'no point lies in the image',
  'swapped-cameras': 'the calibration is that of camera {other}',
};

/** What is known, in numbers. */
function evidenceOf(evidence: Evidence): string[] {
  const change = (key: string, what: string, unit: string): string[] => {
    const [before, after] = [evidence[key], evidence[`${key}After`]];
    return before === undefined || after === undefined || before === after
      ? []
      : [`${what}: ${before}${unit} as written, ${after}${unit} corrected`];
  };
  const changes = [
    ...change('inImage', 'points in the image', ' %'),
    ...change('match', 'depth edges on image edges, above chance', ' σ'),
    ...change('overlap', 'overlap of cuboids and labelled 2D boxes', ' %'),
    ...change('tilt', 'tilt of the camera', '°'),
    ...change('distance', 'distance to the lidar', ' m'),
  ];
  const named = (keys: readonly string[]): string[] =>
    keys.flatMap((key) => (evidence[key] === undefined ? [] : [`${key} ${evidence[key]}`]));
  const rest = named([
    'where',
    'expected',
    'found',
    'model',
    'error',
    'determinant',
    'fx',
    'fy',
    'cx',
    'cy',
    'width',
    'height',
    'points',
    'boxes',
  ]);
  const { share } = evidence;
  const folded = share === undefined ? [] : [`${share} % of the image that no ray reaches`];
  return [...changes, ...folded, ...(rest.length === 0 ? [] : [rest.join(', ')])];
}

function proposalOf({ correction }: CalibrationFinding): string {
  if (correction === undefined) return 'no correction can be proposed';
  const { kind, ...details } = correction;
  const text = Object.keys(details).length === 0 ? '' : ` ${JSON.stringify(details)}`;
  return `proposed: ${kind}${text}`;
}
