import { ruleTitle } from '#shared/quality/describeFinding.ts';
import type { AgreementReport, ReportLanguage } from '#shared/quality/report/agreementReport.ts';
import { decimal, percent } from '#shared/quality/report/figures.ts';
import { STATISTIC_DIMENSIONS } from '#shared/quality/review/statistics.ts';
import type { GroupStatistics } from '#shared/quality/review/statisticsGroup.ts';
import { counted, printProblems } from './print.ts';
import { textTable } from './textTable.ts';

/** For people: how well classes and cameras agree, and how often which rule found something. */
export function linesOfAgreement(report: AgreementReport, language: ReportLanguage): string[] {
  const { statistics, rules, thresholds, problems } = report;
  const { all, by, frames } = statistics;
  const groups = [...by.class].concat([...by.camera]);
  return [
    `${counted(frames, 'frame')}, ${counted(all.objects, 'object')}, ${all.boxes2d} 2D boxes, ${all.compared} compared`,
    ...(all.compared === 0
      ? ['Nothing to compare: no 2D box belongs to an object that its camera sees.']
      : textTable([
          ['', 'compared', 'IoU', 'nine in ten', 'agree', 'findings'],
          row('all', all),
          ...groups.map(([name, group]) => row(name, group)),
        ])),
    ...rules.map(
      ({ rule, severity, count, waived }) =>
        `${rule} ${severity}: ${count} × ${ruleTitle(rule, language)}${waived === 0 ? '' : ` (${waived} waived)`}`,
    ),
    ...thresholds.map(({ measure, least, value, isReached }) => {
      const figure = value === undefined ? 'nothing was compared' : decimal(value, 3);
      return `${isReached ? 'reached' : 'error: not reached'}: ${measure} ${figure}, at least ${least}`;
    }),
    ...printProblems(problems),
  ];
}

function row(name: string, { compared, iou, disagreeing, findings }: GroupStatistics): string[] {
  return [
    name,
    String(compared),
    decimal(iou?.median, 2),
    decimal(iou?.p10, 2),
    compared === 0 ? '–' : percent(1 - disagreeing / compared),
    String(findings.error + findings.warning + findings.info),
  ];
}

/** For programs. */
export function jsonOfAgreement(report: AgreementReport): unknown {
  const { statistics, edges, findings } = report;
  const by = STATISTIC_DIMENSIONS.map((dimension) => [
    dimension,
    [...statistics.by[dimension]].map(([name, group]) => Object.assign({ name }, group)),
  ]);
  return {
    dataset: report.dataset,
    generator: report.generator,
    frames: statistics.frames,
    all: statistics.all,
    by: Object.fromEntries(by) as unknown,
    edges: [...edges].map(([camera, [left, top, right, bottom]]) => ({ camera, left, top, right, bottom })),
    rules: report.rules,
    findings: findings.map(({ finding, sequence, frame }) => Object.assign({ sequence, frame }, finding)),
    thresholds: report.thresholds,
    problems: report.problems,
  };
}
