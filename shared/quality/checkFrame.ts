import type { BoundRule } from './boundRule.ts';
import type { Finding } from './finding.ts';
import type { QualityFrame } from './qualityFrame.ts';
import type { FrameRule } from './rule.ts';
import { soundFrame } from './soundObjects.ts';
import { waiversOf, type Waiver } from './waivers.ts';

/** What is kept of a frame. */
export interface KnownFrame {
  readonly place: Pick<QualityFrame, 'id' | 'index' | 'timeSeconds' | 'worldFromLabel' | 'sensor'>;
  readonly findings: readonly Finding[];
  readonly waivers: ReadonlyMap<string, Waiver>;
}

/**
 * All that the rules of frames find in one. Those of data see it as it is; others only the objects that can be computed
 * with, which are answered as `sound`.
 */
export function checkFrame(
  frame: QualityFrame,
  rules: readonly BoundRule<FrameRule>[],
): { readonly known: KnownFrame; readonly sound: QualityFrame } {
  const { id, index, timeSeconds, worldFromLabel, sensor } = frame;
  const sound = soundFrame(frame);
  const findings = rules.flatMap(({ rule, context }) => [
    ...rule.check(rule.id.startsWith('DAT') ? frame : sound, context),
  ]);
  const place = { id, index, timeSeconds, worldFromLabel, sensor };
  return { known: { place, findings, waivers: waiversOf(frame) }, sound };
}
