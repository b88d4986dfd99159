import type { Hypothesis } from './bestHypotheses.ts';

export function features(found: readonly Hypothesis[], points: number, isDrawn: boolean): number[] {
  const best = found[0]!;
  const { box, score } = best;
  const other = found.find(({ box: b }) => Math.hypot(b.x - box.x, b.y - box.y) > 0.25 * box.length || Math.abs(Math.sin(b.yaw - box.yaw)) > 0.3);
  const gap = Math.min(4, (other?.score.cost ?? Infinity) - score.cost);
  return [1, score.cost, gap, Math.log(points + 1), score.ring, score.free, score.edges, score.left, score.size, score.click, isDrawn ? 1 : 0, box.length, box.width];
}
export function fitConfidence(found: readonly Hypothesis[], points: number, isDrawn: boolean): number {
  const f = features(found, points, isDrawn);
  (globalThis as any).FEATURES = f;
  return 0.5;
}
