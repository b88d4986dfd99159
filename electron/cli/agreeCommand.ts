import { resolve } from 'node:path';
import { programVersion } from '#electron/services/appFiles.ts';
import { asksForPoints } from '#shared/quality/agreement/asksForPoints.ts';
import { compareFrame } from '#shared/quality/agreement/compareFrame.ts';
import { misplaced } from '#shared/quality/rules/agreement/misplaced.ts';
import { createChecker } from '#shared/quality/checker.ts';
import { parameterOf } from '#shared/quality/parameterOf.ts';
import type { RuleContext, Rule } from '#shared/quality/rule.ts';
import type { QualityFrame } from '#shared/quality/qualityFrame.ts';
import { needsEveryCloud } from '#shared/quality/selectRules.ts';
import { soundFrame } from '#shared/quality/soundObjects.ts';
import {
  checkThreshold,
  type AgreementReport,
  type Measure,
  type ReportLanguage,
} from '#shared/quality/report/agreementReport.ts';
import { reportPage } from '#shared/quality/report/page.ts';
import { ReportCollector } from '#shared/quality/report/reportCollector.ts';
import type { Problem } from '#shared/problems/problem.ts';
import { hasErrors } from '#shared/problems/hasErrors.ts';
import { AgreeCsv } from './agreeCsv.ts';
import { jsonOfAgreement, linesOfAgreement } from './agreeLines.ts';
import { EXIT, type CommandResult } from './exitCodes.ts';
import { printJson } from './print.ts';
import type { OnProgress } from './progress.ts';
import { openQualityDataset, type QualityDataset } from './qualityDataset.ts';
import { openQualitySequence, type QualitySequence } from './qualitySequence.ts';
import { requireWritable } from './requireWritable.ts';
import { worstCases } from './worstCases.ts';
import { writeIfChanged } from './writeIfChanged.ts';

export interface AgreeOptions {
  readonly labels?: string;
  readonly json: boolean;
  readonly html?: string;
  readonly csv?: string;
  readonly rules: readonly Rule[];
  readonly failUnder?: ReadonlyMap<Measure, number>;
  /** Commander's name for `--no-clouds`. */
  readonly clouds: boolean;
  readonly language: ReportLanguage;
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The page lists so many findings; the CSV has all. */
const LISTED = 300;

/** `boxwright agree`: how well cuboids and 2D boxes agree, in numbers, places and reasons. */
export async function agreeCommand(typed: string, options: AgreeOptions): Promise<CommandResult> {
  if (options.html !== undefined) await requireWritable(resolve(options.html));
  const open = await openQualityDataset(typed, options.labels);
  const problems: Problem[] = [...open.problems];
  const csv = options.csv === undefined ? undefined : new AgreeCsv(resolve(options.csv));
  const collector = new ReportCollector();
  try {
    await collect(open, options, collector, problems, csv);
    await csv?.finish();
  } catch (error) {
    await csv?.discard();
    throw error;
  }
  const gathered = collector.report();
  const findings = collector.findings();
  const report: AgreementReport = {
    dataset: open.dataset.name,
    generator: { name: 'Boxwright', version: programVersion() },
    generatedAt: new Date().toISOString(),
    ...gathered,
    findings: findings.slice(0, LISTED),
    worst: options.html === undefined ? [] : await worstCases(open, findings),
    problems,
    thresholds: [...(options.failUnder ?? [])].map(([measure, least]) =>
      checkThreshold(gathered.statistics, measure, least),
    ),
  };
  if (options.html !== undefined)
    await writeIfChanged(resolve(options.html), reportPage(report, options.language));
  const isUnder = report.thresholds.some(({ isReached }) => !isReached);
  return {
    exitCode: isUnder || hasErrors(problems) ? EXIT.findings : EXIT.ok,
    output: options.json
      ? printJson(jsonOfAgreement(report))
      : linesOfAgreement(report, options.language).join('\n'),
  };
}

async function collect(
  open: QualityDataset,
  options: AgreeOptions,
  collector: ReportCollector,
  problems: Problem[],
  csv: AgreeCsv | undefined,
): Promise<void> {
  const { clouds, rules, language, onProgress, signal } = options;
  const { sequences } = open.dataset;
  const total = sequences.reduce((sum, { frames }) => sum + frames.length, 0);
  let done = 0;
  for (const sequence of sequences) {
    const labelled = await openQualitySequence(open, sequence, { hasClouds: clouds, problems });
    const { context, checker, isCloudAsked } = judges(open, labelled, rules);
    const names = new Map(sequence.frames.map(({ id, name }) => [id, name]));
    for await (const frame of labelled.frames(clouds ? isCloudAsked : undefined)) {
      signal?.throwIfAborted();
      checker.setFrame(frame);
      const agreements = compareFrame(soundFrame(frame), context);
      collector.addFrame(sequence.name, frame, agreements);
      for (const agreement of agreements) {
        const track = context.tracks.get(agreement.trackId)?.number;
        const place = { sequence: sequence.name, frame: names.get(frame.id) ?? frame.id, track };
        await csv?.addPair(place, agreement);
      }
      onProgress?.(done + frame.index + 1, total);
    }
    const reported = collector.endSequence(sequence.name, checker.findings(), (id) => names.get(id) ?? id);
    done += sequence.frames.length;
    onProgress?.(done, total);
    for (const finding of reported) await csv?.addFinding(finding, language);
  }
}

function judges({ dataset }: QualityDataset, { tracks }: QualitySequence, rules: readonly Rule[]) {
  const { ontology, thresholds = {} } = dataset;
  const context: RuleContext = {
    tracks: new Map(tracks.map((track) => [track.id, track])),
    ontology,
    parameter: parameterOf(misplaced, thresholds),
  };
  const bound = rules.flatMap((rule) =>
    rule.scope === 'frame' && rule.id.startsWith('AGR')
      ? [{ rule, context: { ...context, parameter: parameterOf(rule, thresholds) } }]
      : [],
  );
  const isCloudAsked = (frame: QualityFrame): boolean =>
    needsEveryCloud(rules) || asksForPoints(frame, bound, context);
  return { context, checker: createChecker({ tracks, ontology, thresholds, rules }), isCloudAsked };
}
