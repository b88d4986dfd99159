import type { ObjectJson } from '../labels/sidecar.ts';
import type { QualityFrame } from './qualityFrame.ts';

/**
 * Can the cuboid be computed with? Its numbers finite, its sides positive, its quaternion longer than nothing. What cannot
 * is a finding of its own; all other rules look at the rest, so that one broken record does not hide what else there is.
 */
export function isSound({ cuboid: { centre, size, rotation } }: Pick<ObjectJson, 'cuboid'>): boolean {
  const isFinite = [...centre, ...size, ...rotation].every(Number.isFinite);
  return isFinite && size.every((side) => side > 0) && Math.hypot(...rotation) > 1e-6;
}

const SOUND = new WeakMap<QualityFrame, QualityFrame>();

/** A frame with only the objects that can be computed with: the same object whoever asks, so that it is compared once. */
export function soundFrame(frame: QualityFrame): QualityFrame {
  const known = SOUND.get(frame);
  if (known !== undefined) return known;
  const sound = frame.objects.every(isSound) ? frame : { ...frame, objects: frame.objects.filter(isSound) };
  SOUND.set(frame, sound);
  return sound;
}
