import type { EvaluationReport } from '#shared/quality/evaluate/evaluation.ts';
import type { GroupReport } from '#shared/quality/evaluate/evaluationGroup.ts';
import { textTable } from './textTable.ts';

const HEADINGS = [
  '',
  'reference',
  'labels',
  'precision',
  'recall',
  'IoU',
  'both at 2 m',
  'centre',
  'l/w/h',
  'yaw',
  'turned',
];

/** A table for people: medians of the errors, rates by overlap and by distance. */
export function linesOfEvaluation(report: EvaluationReport): string[] {
  const { all, byClass, byRange, leastIou, confusions } = report;
  const rows = [
    HEADINGS,
    row('all', all),
    ...Object.entries(byClass).map(([name, group]) => row(`${name} (IoU ≥ ${leastIou[name]})`, group)),
    ...Object.entries(byRange)
      .filter(([, { references, labels }]) => references + labels > 0)
      .map(([name, group]) => row(name, group)),
  ];
  return [
    ...textTable(rows),
    ...confusions.map(({ reference, label, count }) => `${count} × ${reference} labelled as ${label}`),
  ];
}

function row(name: string, { references, labels, byIou, byDistance, iou, errors }: GroupReport): string[] {
  const { centre, length, width, height, yawOfAxisDegrees, turnedRound, pairs } = errors;
  const sizes = [length, width, height].map((side) => metres(side?.median));
  return [
    name,
    String(references),
    String(labels),
    percent(byIou.precision),
    percent(byIou.recall),
    iou === null ? '–' : iou.median.toFixed(2),
    `${percent(byDistance['2']?.precision ?? null)} ${percent(byDistance['2']?.recall ?? null)}`,
    centre === null ? '–' : `${centre.median.toFixed(2)} m`,
    pairs === 0 ? '–' : `${sizes.join(' ')} m`,
    yawOfAxisDegrees === null ? '–' : `${yawOfAxisDegrees.median.toFixed(1)}°`,
    pairs === 0 ? '–' : String(turnedRound),
  ];
}

function percent(share: number | null): string {
  return share === null ? '–' : `${(100 * share).toFixed(0)} %`;
}

function metres(value: number | undefined): string {
  if (value === undefined) return '–';
  const text = value.toFixed(2);
  return Number(text) === 0 ? '0.00' : value > 0 ? `+${text}` : text;
}
