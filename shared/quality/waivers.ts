import { reviewEntryOf, type WaiverEntry } from '../labels/review.ts';
import type { QualityFrame } from './qualityFrame.ts';

/** Why a finding stays as it is, and who said so. */
export type Waiver = Pick<WaiverEntry, 'id' | 'reason' | 'author' | 'at'>;

/** Of a frame, by the key of the finding; of two for the same finding the last counts. */
export function waiversOf({ review }: Pick<QualityFrame, 'review'>): ReadonlyMap<string, Waiver> {
  const waivers = new Map<string, Waiver>();
  for (const json of review) {
    const entry = reviewEntryOf(json);
    if (entry?.kind === 'waiver') waivers.set(entry.finding, entry);
  }
  return waivers;
}
