/** Why something was refused, as short codes for `Problem.params.reason`: each has a text in every language. */
export const PROBLEM_REASONS = [
  // files
  'notPartOfLayout',
  'notInManifest',
  'systemFile',
  'noSuchFrame',
  'duplicateFrame',
  'duplicateImage',
  'cameraWithoutImages',
  'badPath',
  'outsideFolder',
  'notFile',
  'notUtf8',
  'tooLarge',
  'tooManyFiles',
  // structured text
  'missing',
  'expectNumber',
  'expectText',
  'expectList',
  'expectObject',
  'expectBoolean',
  'wrongValue',
  'outOfRange',
  'wrongCount',
  'duplicate',
  'unknownSensor',
  'tooDeep',
  'reservedKey',
  'notExact',
  'notFinite',
  // calibration
  'notRotation',
  'mirrored',
  'notRowMajor',
  'noFocal',
  'notIntrinsics',
  'skew',
  'lensModel',
  'noPose',
  // labels
  'duplicateTrack',
  'idNotDerived',
  'yawDiffers',
  'notUnit',
  'unknownTrack',
  'classDiffers',
  'sizeNotPositive',
] as const;

export type ProblemReason = (typeof PROBLEM_REASONS)[number];

export function isProblemReason(text: unknown): text is ProblemReason {
  return PROBLEM_REASONS.some((reason) => reason === text);
}
