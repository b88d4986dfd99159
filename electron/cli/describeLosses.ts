import type { LossReport } from './lossReport.ts';
import { counted } from './print.ts';

/** What a conversion did and what was lost in it, for people. */
export function describeLosses(report: LossReport, output: string): string[] {
  const { objects, boxes2d, rounding, attributesLost, notes, changed, changedNotNamed, frames, from, to } =
    report;
  const lost = Object.entries(attributesLost).map(([name, count]) => `${name} (${count})`);
  return [
    `${counted(frames, 'frame')}, ${counted(objects.written, 'object')}, ${boxes2d.written} 2D boxes from ${from} to ${to} in ${output}`,
    ...(objects.leftOut > 0 ? [`left out: ${counted(objects.leftOut, 'object')}`] : []),
    ...(boxes2d.leftOut > 0 ? [`left out: ${boxes2d.leftOut} 2D boxes`] : []),
    ...(objects.withoutPitchAndRoll > 0
      ? [`lost pitch and roll: ${counted(objects.withoutPitchAndRoll, 'object')}`]
      : []),
    ...(lost.length > 0 ? [`attributes that have no place: ${lost.join(', ')}`] : []),
    ...Object.entries(notes).map(([name, count]) => `note: ${name}${count === 1 ? '' : ` (${count})`}`),
    `rounded by at most ${rounding.centreMetres} m, ${rounding.sizeMetres} m in size, ${rounding.yawRad} rad`,
    ...(changed.length + changedNotNamed > 0
      ? [`${counted(changed.length + changedNotNamed, 'object')} named one by one in the report`]
      : []),
  ];
}
