import { resolve } from 'node:path';
import { programVersion } from '#electron/services/appFiles.ts';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import type { Rule } from '#shared/quality/rule.ts';
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
import { openQualityDataset, type QualityDataset } from './qualityDataset.ts';
import { requireWritable } from './requireWritable.ts';
import { ReadLog } from './sequences/readLog.ts';
import { runSequences, type RunOptions } from './sequences/runSequences.ts';
import { worstCases } from './worstCases.ts';
import { writeIfChanged } from './writeIfChanged.ts';

export interface AgreeOptions extends Omit<RunOptions, 'log'> {
  readonly labels?: string;
  readonly json: boolean;
  readonly html?: string;
  readonly csv?: string;
  readonly rules: readonly Rule[];
  readonly failUnder?: ReadonlyMap<Measure, number>;
  /** Commander's name for `--no-clouds`. */
  readonly clouds: boolean;
  readonly language: ReportLanguage;
}

/** The page lists so many findings; the CSV has all. */
const LISTED = 300;

/** `boxwright agree`: how well cuboids and 2D boxes agree, in numbers, places and reasons. */
export async function agreeCommand(typed: string, options: AgreeOptions): Promise<CommandResult> {
  const { shard } = options;
  if (options.html !== undefined) await requireWritable(resolve(options.html));
  const log = options.parts === undefined ? undefined : new ReadLog(nodeFileSystem);
  const open = await openQualityDataset(typed, options.labels, { fileSystem: log?.fileSystem });
  // What is no sequence's falls to the first shard.
  const problems: Problem[] = shard === undefined || shard.index === 1 ? [...open.problems] : [];
  const csv = options.csv === undefined ? undefined : await AgreeCsv.begin(resolve(options.csv));
  const collector = new ReportCollector();
  try {
    await collect(open, options, log, collector, problems, csv);
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
  log: ReadLog | undefined,
  collector: ReportCollector,
  problems: Problem[],
  csv: AgreeCsv | undefined,
): Promise<void> {
  const { clouds, rules, language } = options;
  const work = { kind: 'agree', settings: { rules: rules.map(({ id }) => id), hasClouds: clouds } } as const;
  for await (const { sequence, pieces } of runSequences(open, work, { ...options, log })) {
    const names = new Map(sequence.frames.map(({ id, name }) => [id, name]));
    const nameOf = (frameId: string): string => names.get(frameId) ?? frameId;
    for await (const piece of pieces) {
      if (piece.kind === 'frame') {
        const agreements = piece.pairs.map(({ agreement }) => agreement);
        collector.addFrame(sequence.name, piece.frame, agreements);
        for (const { agreement, track } of piece.pairs)
          await csv?.addPair({ sequence: sequence.name, frame: nameOf(piece.frameId), track }, agreement);
      } else {
        problems.push(...piece.problems);
        const reported = collector.endSequence(sequence.name, piece.findings, nameOf);
        for (const finding of reported) await csv?.addFinding(finding, language);
      }
    }
  }
}
