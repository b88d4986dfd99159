import type { RuleWords } from '../rule.ts';

/** What the agreement rules say, by rule id. */
export const AGREEMENT_WORDS_EN: Readonly<Record<string, RuleWords>> = {
  AGR001: {
    title: 'Missing in 2D',
    sentence:
      '{class} {number} has no 2D box on {camera}, where it is {widthPixels} × {heightPixels} px large at {depthMetres} m',
  },
  AGR002: {
    title: 'Missing in 3D',
    sentence:
      'The 2D box ({class}[ {number}], {widthPixels} × {heightPixels} px) on {camera} has no cuboid in this frame',
  },
  AGR003: {
    title: 'Wrong id',
    sentence:
      'The 2D box on {camera} fits {otherClass} {other} (overlap {iouAfter})[, but is linked to {class} {number} (overlap {iou})][, but is {reason}]',
  },
  AGR004: {
    title: 'Swapped ids',
    sentence:
      'The 2D boxes of {class} {number} and {otherClass} {other} are linked the wrong way round: exchanged, the overlap on {camera} rises from {iou} to {iouAfter}',
  },
  AGR005: {
    title: 'Wrong class',
    sentence: '{class} {number} is “{other}” in its 2D box on {camera}',
  },
  AGR006: {
    title: 'Misplaced',
    sentence:
      '{class} {number} is {sigma} σ off on {camera}. Moved by {metres} m (right {rightMetres}, up {upMetres}, away {awayMetres}, as that camera looks) it would fit: overlap {iou} → {iouAfter}',
  },
  AGR007: {
    title: 'Wrong size',
    sentence:
      '{class} {number} is {sigma} σ off on {camera}. With {toLengthMetres} × {toWidthMetres} × {toHeightMetres} m in place of {lengthMetres} × {widthMetres} × {heightMetres} m it would fit: overlap {iou} → {iouAfter}',
  },
  AGR008: {
    title: 'Wrong heading',
    sentence:
      '{class} {number} is {sigma} σ off on {camera}. Turned by {degrees}° it would fit: overlap {iou} → {iouAfter}',
  },
  AGR009: {
    title: 'Ghost',
    sentence: '{class} {number} has no points, and no 2D box though {camera} must see it at {depthMetres} m',
  },
  AGR010: {
    title: 'Out of time',
    sentence:
      'The image of {camera} shows {count} moving objects where their cuboids are {milliseconds} ms later ({sigma} σ)',
  },
  AGR011: {
    title: 'Truncation flag wrong',
    sentence:
      '{class} {number} is said to be cut off by {statedPercent} % on {camera}; its cuboid is by {percent} %',
  },
  AGR012: {
    title: 'Depth order contradicts occlusion',
    sentence:
      '{class} {number} at {depthMetres} m is said to be in plain view on {camera}, but {percent} % of it are behind {otherClass} {other} at {otherDepthMetres} m',
  },
  AGR013: {
    title: '3D and 2D disagree',
    sentence:
      '{class} {number} and its 2D box on {camera} disagree[ (overlap {iou}; left {leftPixels}, top {topPixels}, right {rightPixels}, bottom {bottomPixels} px), and no single correction of the cuboid puts it right][: the cuboid is {reason} of that camera]',
  },
  AGR014: {
    title: 'Unusable 2D box',
    sentence:
      'A 2D box ({class}) on {camera} cannot be compared: left {left}, top {top}, right {right}, bottom {bottom} is no rectangle in an image of this frame',
  },
  AGR015: {
    title: 'Camera off: calibration',
    sentence:
      'On {camera} all of {count} 2D boxes are off alike, by right {rightPixels} and down {downPixels} px as a rule ({sigma} σ): its calibration is off by a turn of {degrees}° and a shift of {centimetres} cm',
  },
  AGR016: {
    title: 'Camera off: timing',
    sentence:
      'On {camera} {count} 2D boxes are off by as much as they move: its images are {milliseconds} ms later than their frames say ({sigma} σ)',
  },
  AGR017: {
    title: 'Image missing',
    sentence:
      '{count} 2D boxes are on images that this frame does not have ({camera}), and cannot be compared',
  },
};
