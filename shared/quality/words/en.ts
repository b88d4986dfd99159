import type { RuleWords } from '../rule.ts';

/** By rule id. A part in [brackets] is left out when a {placeholder} in it has no value. */
export const RULE_WORDS_EN: Readonly<Record<string, RuleWords>> = {
  DAT001: {
    title: 'The same id twice in a frame',
    sentence:
      '[{class} {number}][the 2D box on {camera}] has an id that another record of the frame has, too',
  },
  DAT002: {
    title: 'Unknown track',
    sentence:
      '[{class} {number}][the 2D box on {camera}] belongs to track {track}, which tracks.json does not have',
  },
  DAT003: {
    title: 'Unknown class',
    sentence:
      '[object {number}][the 2D box on {camera}] is of class {class}, which the ontology does not have',
  },
  DAT004: {
    title: 'Numbers that nothing can be computed with',
    sentence: '{class} {number} has a {what} that cannot be: {numbers}',
  },
  DAT005: {
    title: 'Quaternion that is not of length 1',
    sentence: 'The rotation of {class} {number} has a length of {norm} and not of 1',
  },
  DAT006: {
    title: 'Yaw differs from the rotation',
    sentence: '{class} {number} says a yaw of {yawDegrees}°, its rotation one of {rotationDegrees}°',
  },
  DAT007: {
    title: 'Id does not follow from track and frame',
    sentence: '{class} {number} has an id of its own, by which merging will not know it',
  },
  DAT008: {
    title: 'Projections of an earlier calibration',
    sentence:
      'The projections of {class} {number} on {cameras} cameras, {camera} among them, were computed with another calibration than there is now',
  },
  DAT009: {
    title: 'Source file has changed',
    sentence: '{files} files are not those any more that the labels were made from: {what} {path}',
  },
  GEO001: {
    title: 'Size outside the range of its class',
    sentence:
      '{class} {number} has a {side} of {valueMetres} m; for its class {leastMetres} to {mostMetres} m are expected',
  },
  GEO002: {
    title: 'Cuboids overlap',
    sentence: '{class} {number} is {depthMetres} m deep in {otherClass} {otherNumber}',
  },
  GEO003: {
    title: 'Floating, or sunk in the ground',
    sentence: 'The bottom of {class} {number} is {heightMetres} m {direction} the ground',
  },
  GEO004: {
    title: 'Not level',
    sentence: '{class} {number} leans by {angleDegrees}°',
  },
  TRK001: {
    title: 'Size drifts along the track',
    sentence:
      '{class} {number} has a {side} of {valueMetres} m here and of {usualMetres} m usually; sizes differ in {frames} frames',
  },
  TRK002: {
    title: 'Other size than its track',
    sentence:
      '{class} {number} differs by {differenceMetres} m from the size that its track has in every frame',
  },
  TRK003: {
    title: 'Faster than its class can be',
    sentence:
      '{class} {number} would move at {speedMetresPerSecond} m/s; its class reaches {mostMetresPerSecond} m/s',
  },
  TRK004: {
    title: 'Speeds up or brakes harder than its class can',
    sentence:
      '{class} {number} would change its speed by {accelerationMetresPerSecond2} m/s²; its class reaches {mostMetresPerSecond2} m/s²',
  },
  TRK005: {
    title: 'Turns faster than its class can',
    sentence:
      '{class} {number} would turn at {rateDegreesPerSecond}°/s; its class reaches {mostDegreesPerSecond}°/s',
  },
  TRK006: {
    title: 'Heading jumps',
    sentence: '{class} {number} is turned by {angleDegrees}° from what the frames about it say',
  },
  TRK007: {
    title: 'Place jumps',
    sentence: '{class} {number} is {distanceMetres} m from where the frames about it say',
  },
  TRK008: {
    title: 'Heading against its motion',
    sentence:
      'The front of {class} {number} points {angleDegrees}° away from where it moves to, in {frames} frames',
  },
  TRK009: {
    title: 'Missing in between',
    sentence:
      '{class} {number} is missing in the {frames} labeled frames before, {rangeMetres} m away at most',
  },
  TRK010: {
    title: 'A track twice in a frame',
    sentence: '{class} {number} is there twice, {distanceMetres} m apart',
  },
  TRK011: {
    title: 'Other class than its track',
    sentence: 'Object {number} says {otherClass}, its track {class}',
  },
  TRK012: {
    title: 'Moves, though it is said to stand still',
    sentence: '{class} {number} is {distanceMetres} m from where it is in the other frames',
  },
  PTS001: {
    title: 'No points inside',
    sentence: '{class} {number} has no points, {rangeMetres} m away',
  },
  PTS002: {
    title: 'Few points for its distance',
    sentence: '{class} {number} has {points} points; {rangeMetres} m away {leastPoints} or more are expected',
  },
  PTS003: {
    title: 'Points just outside',
    sentence:
      '{points} points lie within {layerMetres} m outside the {face} of {class} {number}, {percent} % of those inside',
  },
  REC001: {
    title: 'Looks like an object without a cuboid',
    sentence:
      '{points} points {rangeMetres} m away look like a {class} and lie in no cuboid, {percent} % sure',
  },
};

/** What stands in params as a word and not as a name. */
export const PARAM_WORDS_EN: Readonly<Record<string, string>> = {
  length: 'length',
  width: 'width',
  height: 'height',
  centre: 'centre',
  size: 'size',
  rotation: 'rotation',
  cloud: 'point cloud',
  image: 'image',
  calibration: 'calibration',
  above: 'above',
  below: 'below',
  front: 'front',
  rear: 'rear',
  left: 'left side',
  right: 'right side',
  top: 'top',
  outOfView: 'out of view',
  unlinked: 'linked to none',
};
