import type { TFunction } from 'i18next';
import { cuboidYaw, type Cuboid } from '#shared/geometry/cuboid.ts';
import { distance } from '#shared/geometry/vec3.ts';
import type { Fix } from '#shared/quality/finding.ts';
import { formatDegrees, formatMetres } from '#renderer/i18n/format.ts';

/** Less is rounding, not a change. */
const LEAST_METRES = 0.005;
const LEAST_RADIANS = 0.0005;
const SIDES = ['length', 'width', 'height'] as const;

/** What a fix would change, one line each. `before`: the cuboid that it is about. */
export function describeFix(fix: Fix, before: Cuboid | undefined, t: TFunction): readonly string[] {
  switch (fix.kind) {
    case 'cuboid':
      return before === undefined ? [] : describeMove(before, fix.cuboid, t);
    case 'trackSize':
      return [t('review.fixes.trackSize', { size: fix.size.map(formatMetres).join(' × ') })];
    case 'trackClass':
      return [t('review.fixes.trackClass', { class: fix.class })];
    case 'links':
      return [t('review.fixes.links', { count: fix.links.length })];
    case 'attributes':
      return [t('review.fixes.attributes', { names: Object.keys(fix.attributes).join(', ') })];
    case 'removeObject':
    case 'removeBox':
    case 'rectangle':
      return [t(`review.fixes.${fix.kind}`)];
  }
}

function describeMove(before: Cuboid, after: Cuboid, t: TFunction): readonly string[] {
  const lines: string[] = [];
  const metres = distance(before.centre, after.centre);
  if (metres >= LEAST_METRES) lines.push(t('review.fixes.moved', { metres: formatMetres(metres) }));
  const turn = Math.abs(wrapped(cuboidYaw(after) - cuboidYaw(before)));
  if (turn >= LEAST_RADIANS)
    lines.push(t('review.fixes.turned', { degrees: formatDegrees((turn * 180) / Math.PI) }));
  SIDES.forEach((side, axis) => {
    const [old, next] = [before.size[axis] ?? 0, after.size[axis] ?? 0];
    if (Math.abs(next - old) >= LEAST_METRES)
      lines.push(t(`review.fixes.${side}`, { before: formatMetres(old), after: formatMetres(next) }));
  });
  return lines;
}

function wrapped(angle: number): number {
  return Math.atan2(Math.sin(angle), Math.cos(angle));
}
