import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { programVersion } from '#electron/services/appFiles.ts';
import { systemErrorCode } from '#shared/host/failure.ts';
import { INTERCHANGE_IDS } from '#shared/interchange/formats.ts';
import { describeProblem } from '#shared/problems/describeProblem.ts';
import { ProblemError } from '#shared/problems/problem.ts';
import { convertCommand, type ConvertOptions } from './convertCommand.ts';
import { agreeCommand, type AgreeOptions } from './agreeCommand.ts';
import { collectMeasures, rulesNamed } from './agreeOptions.ts';
import type { Rule } from '#shared/quality/rule.ts';
import { RULES } from '#shared/quality/ruleTable.ts';
import { selectRules } from '#shared/quality/selectRules.ts';
import { BOX_FORMATS } from '#shared/interchange/boxes2d/boxFormat.ts';
import { importBoxesCommand, type ImportBoxesOptions } from './boxes/importBoxesCommand.ts';
import { EXIT, type CommandResult, type ExitCode } from './exitCodes.ts';
import { exportCommand, type ExportCommandOptions } from './exportCommand.ts';
import { evaluateCommand, type EvaluateOptions } from './evaluateCommand.ts';
import { collectOverlaps } from './evaluateOptions.ts';
import { fitCommand } from './fitCommand.ts';
import {
  collectPlaces,
  parseLength,
  parsePlace,
  parseRect,
  parseSeed,
  type FitOptions,
} from './fitOptions.ts';
import type { InfoOptions } from './cloudInfo.ts';
import { doctorCommand } from './doctorCommand.ts';
import { describeCommands } from './help/describeCommands.ts';
import { infoCommand } from './infoCommand.ts';
import { mergeCommand } from './mergeCommand.ts';
import type { MergeCommandOptions } from './mergeOutcome.ts';
import { packCommand, type FrameRange, type PackOptions } from './packCommand.ts';
import { progressBar, progressLines, type OnProgress } from './progress.ts';
import { projectCommand, type ProjectOptions } from './projectCommand.ts';
import { queryCommand } from './queryCommand.ts';
import { jobsOption, partsOption } from './runOptions.ts';
import { serveCommand } from './serveCommand.ts';
import { addPipelineCommands } from './pipelineCommands.ts';
import { shardOption } from './shardOption.ts';
import { USUAL_JOBS } from './tables/partMakers.ts';
import type { Terminal } from './terminal.ts';
import { tracksCommand } from './tracksCommand.ts';
import { unpackCommand, type UnpackOptions } from './unpackCommand.ts';
import { InterruptedError, untilInterrupted } from './untilInterrupted.ts';
import { validateCommand, type ValidateOptions } from './validateCommand.ts';

/** Runs one command line (without the program's name) and answers the exit code. */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.ok;
  const show = (result: CommandResult) => {
    if (result.output !== '') terminal.out(`${result.output}\n`);
    ({ exitCode } = result);
  };
  try {
    await createProgram(terminal, show).parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has printed the usage, or what was asked for (`--help`, `--version`).
    if (error instanceof CommanderError) {
      // The program's own: Commander has not said it.
      if (error.code.startsWith('boxwright.')) terminal.err(`boxwright: ${error.message}\n`);
      return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    }
    terminal.err(`boxwright: ${sentenceFor(error)}\n`);
    return exitCodeOf(error);
  }
}

/** All commands. `show` is called with what one hands back. */
export function createProgram(terminal: Terminal, show: (result: CommandResult) => void): Command {
  const program = new Command('boxwright')
    .description('Label lidar point clouds fused with camera images; look into and check their files')
    .version(programVersion())
    .showHelpAfterError('(boxwright --help lists the commands)')
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .exitOverride();
  program
    .command('info')
    .description('what a point cloud (.pcd, .ply, .bin) or a dataset’s folder holds')
    .argument('<path>')
    .option('--json', 'for programs', false)
    .option('--partial', 'of a PCD file that is cut short: the points that are there', false)
    .action(async (path: string, options: InfoOptions) => show(await infoCommand(path, options)));
  program
    .command('validate')
    .description('check a sidecar, a tracks.json, a dataset.json, or a folder with all of them')
    .argument('<path>')
    .option('--labels <folder>', 'of a folder: where its labels are kept, if elsewhere')
    .option('--rules <list>', 'of a folder: only these, as GEO,TRK003, or all but these, as -PTS', parseRules)
    .option('--fix', 'of a folder: put right what needs nobody’s judgement; versions before are kept', false)
    .option('--strict', 'warnings count as errors', false)
    .addOption(jobsOption())
    .addOption(shardOption())
    .addOption(partsOption())
    .option('--json', 'for programs', false)
    .action(async (path: string, options: ValidateOptions) =>
      untilInterrupted(async (signal) =>
        show(await validateCommand(path, { ...options, ...running(terminal, signal, options) })),
      ),
    );
  program
    .command('project')
    .description('where a camera sees points: pixels, depths, and why a point is not seen')
    .requiredOption('--camera <file>', 'one camera as JSON: its lens, its image size, cameraFromLidar')
    .requiredOption('--points <file>', '[[x, y, z], …] in the lidar frame, metres')
    .option('--json', 'for programs', false)
    .action(async (options: ProjectOptions) => show(await projectCommand(options)));
  program
    .command('doctor')
    .description('what is wrong with the calibrations of a dataset’s cameras, and what would put it right')
    .argument('<folder>')
    .option('--json', 'for programs', false)
    .action(async (path: string, options: { json: boolean }) => show(await doctorCommand(path, options)));
  program
    .command('fit')
    .description(
      'cuboids for the objects at places in a point cloud; or how well a dataset’s labels are fitted',
    )
    .option('--cloud <file>', 'a point cloud (.pcd, .ply, .bin)')
    .option(
      '--at <x,y,z>',
      'a place on an object or near its middle, metres; may be given many times',
      collectPlaces,
    )
    .option('--class <name>', 'what stands there; without it, the likeliest')
    .option('--rect <x0,y0,x1,y1>', 'drawn round the object, seen from above: only points over it', parseRect)
    .option('--sensor <x,y,z>', 'where the lidar stood, if not at the origin', parsePlace)
    .option('--dataset <folder>', 'fit at every label and compare')
    .option(
      '--noise <metres>',
      'of a dataset: how far from the middle it is clicked at most',
      parseLength,
      0.5,
    )
    .option('--seed <number>', 'of that noise', parseSeed, 1)
    .option('--drawn', 'of a dataset: rectangles drawn round the labels instead of clicks', false)
    .option('--json', 'for programs', false)
    .action(async (options: FitOptions) => show(await fitCommand(options)));
  program
    .command('agree')
    .description('how well cuboids and 2D boxes agree: in numbers, places and reasons')
    .argument('<folder>')
    .option('--labels <folder>', 'where its labels are kept, if elsewhere')
    .option('--html <file>', 'a report to read, in one file with pictures of the worst cases')
    .option('--csv <file>', 'a line for each 2D box that was compared and for each finding')
    .option(
      '--fail-under <measure=number>',
      'iou (median), p10 or agreeing; may be given many times',
      collectMeasures,
    )
    .addOption(
      new Option(
        '--rules <ids>',
        'as in GEO,AGR006,-AGR013: families and ids, with a - those that are left out; or all',
      )
        .argParser(rulesNamed)
        .default(rulesNamed('AGR'), 'AGR'),
    )
    .option('--no-clouds', 'without looking at the points: faster, and less sure of the reasons')
    .addOption(
      new Option('--language <language>', 'of the report and its sentences')
        .choices(['en', 'zh-CN'])
        .default('en'),
    )
    .addOption(jobsOption())
    .addOption(shardOption())
    .addOption(partsOption())
    .option('--json', 'for programs', false)
    .action(async (path: string, options: AgreeOptions) =>
      untilInterrupted(async (signal) =>
        show(await agreeCommand(path, { ...options, ...running(terminal, signal, options) })),
      ),
    );
  program
    .command('evaluate')
    .description('how well labels agree with a reference: precision, recall, errors, by class and range')
    .requiredOption('--reference <folder>', 'a dataset with its labels, or a folder of label files')
    .requiredOption('--labels <folder>', 'what is compared with it: the same frames')
    .option(
      '--iou <overlap>',
      'that makes a label right: 0.5, or car=0.7; may be given many times',
      collectOverlaps,
    )
    .option('--json', 'for programs', false)
    .action(async (options: EvaluateOptions) => show(await evaluateCommand(options)));
  program
    .command('tracks')
    .description('the objects that a dataset’s labels follow through time: frames, gaps, way, speed, sizes')
    .argument('<folder>')
    .option('--json', 'for programs', false)
    .action(async (path: string, options: { json: boolean }) => show(await tracksCommand(path, options)));
  program
    .command('convert')
    .description('labels from one format in another, with a report of what it does not hold')
    .argument('<in>', 'a dataset’s folder, or a folder or file of labels')
    .argument('<out>', 'a folder; files that were not written by an earlier conversion are never touched')
    .option('--from <format>', 'what the labels are in, if it is not to be found out')
    .addOption(
      new Option('--to <format>', 'what they are to be in').choices(INTERCHANGE_IDS).makeOptionMandatory(),
    )
    .option('--labels <folder>', 'where a dataset’s own label files are kept, if elsewhere')
    .option('--overwrite', 'also into a folder that holds other files, which stay', false)
    .addOption(jobsOption())
    .addOption(shardOption())
    .addOption(partsOption())
    .option('--json', 'for programs', false)
    .action(async (from: string, to: string, options: ConvertOptions) =>
      untilInterrupted(async (signal) =>
        show(await convertCommand(from, to, { ...options, ...running(terminal, signal, options) })),
      ),
    );
  program
    .command('export')
    .description('labels as tables for queries: Parquet files by sequence and date')
    .argument('<out>', 'a folder; what an earlier export wrote there is used as far as it is still true')
    .argument('<folder...>', 'datasets, or folders of label files')
    .addOption(new Option('--to <format>', 'of the tables').choices(['parquet']).makeOptionMandatory())
    .option('--findings', 'also a table of what rules find: takes about twice as long', false)
    .option(
      '--rules <list>',
      'for findings: as for validate; unless given, those that look at no point clouds',
      parseRules,
    )
    .addOption(jobsOption('parts', USUAL_JOBS))
    .addOption(shardOption('parts'))
    .option('--json', 'for programs', false)
    .action(async (out: string, folders: string[], options: ExportCommandOptions) =>
      untilInterrupted(async (signal) =>
        show(await exportCommand(out, folders, { ...options, ...running(terminal, signal, options) })),
      ),
    );
  program
    .command('query')
    .description('a SELECT over labels: tables frames, objects, projections, box2d and findings')
    .argument('<folder>', 'a dataset, a folder of label files, or one that export wrote (faster)')
    .argument('<sql>', 'as in "SELECT class, count(*) FROM objects GROUP BY class"; DuckDB’s dialect')
    .option(
      '--rules <list>',
      'for findings: as for validate; unless given, those that look at no point clouds',
      parseRules,
    )
    .addOption(
      new Option('--csv', 'for programs: all rows, with a line of names').conflicts('json').default(false),
    )
    .option('--json', 'for programs: an object for each row, on a line of its own', false)
    .action(async (folder: string, sql: string, { csv, json, rules }: QueryArguments) =>
      untilInterrupted(async (signal) => {
        const form = csv ? 'csv' : json ? 'json' : 'table';
        const write = (line: string) => terminal.out(`${line}\n`);
        const say = (line: string) => terminal.err(`${line}\n`);
        const run = running(terminal, signal, { json });
        show(await queryCommand(folder, sql, { form, rules, write, say, ...run }));
      }),
    );
  program
    .command('pack')
    .description('the labels of a dataset in one zip that can be checked, to hand over')
    .argument('<folder>')
    .requiredOption('-o, --output <zip>', 'the zip to write')
    .option('--labels <folder>', 'where its labels are kept, if elsewhere')
    .option('--with-data', 'clouds, images, calibrations and all else in the folder, too', false)
    .option('--sequence <id>', 'only this one; may be given many times', collectTexts)
    .option('--frames <from-to>', 'only these of each sequence, by number, the first is 1', parseFrames)
    .option('--overwrite', 'write over a zip of this name', false)
    .option('--json', 'for programs', false)
    .action(async (path: string, options: PackOptions) => show(await packCommand(path, options)));
  program
    .command('unpack')
    .description('put what pack made into a folder, checked file by file: all of it or nothing')
    .argument('<zip>')
    .requiredOption('-o, --output <folder>', 'the dataset’s folder, or where its labels are kept')
    .option('--overwrite', 'over files that differ; label files are kept as earlier versions', false)
    .option('--json', 'for programs', false)
    .action(async (path: string, options: UnpackOptions) => show(await unpackCommand(path, options)));
  program
    .command('merge')
    .description('put together what two people made of the same label files: two files, or two folders')
    .argument('<base>', 'what both started from; an empty file or folder where there is none')
    .argument('<ours>')
    .argument('<theirs>')
    .requiredOption('-o, --out <path>', 'where the result goes; may be one of the three')
    .addOption(
      new Option('--prefer <side>', 'whose version stands where both changed the same')
        .choices(['ours', 'theirs'])
        .default('ours'),
    )
    .option('--path <name>', 'what the file is called, where its versions are not called so (git: %P)')
    .option('--json', 'for programs', false)
    .action(async (base: string, ours: string, theirs: string, options: MergeCommandOptions) =>
      show(await mergeCommand({ base, ours, theirs }, options)),
    );
  program
    .command('import-boxes')
    .description(
      '2D boxes of a detector or of another tool into a dataset’s labels, matched with its cuboids',
    )
    .argument('<folder>', 'the dataset')
    .argument('<file>', 'COCO, KITTI label_2, YOLO or a sidecar; or a folder of one text file for each image')
    .addOption(new Option('--format <name>', 'if it cannot be told by looking').choices(BOX_FORMATS))
    .option('--camera <id>', 'whose images are meant, where several cameras have images of one name')
    .option('--classes <file>', 'of YOLO: the names of the classes, one a line, if not beside the files')
    .option('--labels <folder>', 'where the dataset’s labels are kept, if elsewhere')
    .option('--no-match', 'link nothing with cuboids')
    .option('--dry-run', 'say what would change, and write nothing', false)
    .option('--json', 'for programs: with a reason for each match', false)
    .action(async (folder: string, file: string, options: ImportBoxesOptions) =>
      show(await importBoxesCommand(folder, file, options)),
    );
  program
    .command('serve')
    .description('serve the app to this computer’s browser, with access to one folder; prints the address')
    .argument('<folder>')
    .option('--port <number>', 'a fixed port instead of any free one', parsePort)
    .action((folder: string, { port }: { port?: number }) =>
      serveCommand(folder, port, (line) => terminal.out(`${line}\n`)),
    );
  addPipelineCommands(program, terminal, show);
  describeCommands(program);
  return program;
}

/** How a command that takes long is run from this terminal. */
function running(terminal: Terminal, signal: AbortSignal, { json }: { readonly json: boolean }) {
  return { signal, onProgress: progressOn(terminal, json), threadEntry: terminal.threadEntry };
}

function progressOn({ err, progress }: Terminal, isJson: boolean): OnProgress | undefined {
  if (progress === undefined) return undefined;
  return progress === 'bar' ? progressBar(err, Date.now) : progressLines(err, Date.now, isJson);
}

function parseRules(text: string): readonly Rule[] {
  const selection = selectRules(RULES, text);
  if (selection.rules !== undefined) return selection.rules;
  throw new InvalidArgumentError(`No rule or family is called ${selection.unknown}.`);
}

interface QueryArguments {
  readonly csv: boolean;
  readonly json: boolean;
  readonly rules?: readonly Rule[];
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new InvalidArgumentError('A port is 1 to 65535.');
  return port;
}

function collectTexts(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

function parseFrames(text: string): FrameRange {
  const [, from, to] = /^(\d+)-(\d+)$/.exec(text) ?? [];
  const range = { from: Number(from), to: Number(to) };
  if (range.from >= 1 && range.to >= range.from) return range;
  throw new InvalidArgumentError('Two numbers, as in 1-100.');
}

function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof InterruptedError) return EXIT.interrupted;
  // A query is part of the command line.
  const isQuery = error instanceof ProblemError && error.problem.code.startsWith('query.');
  return isQuery ? EXIT.usage : EXIT.unreadable;
}

function sentenceFor(error: unknown): string {
  if (error instanceof ProblemError) return describeProblem(error.problem, 'en');
  if (systemErrorCode(error) === 'EADDRINUSE') return 'the port is in use by another program';
  return error instanceof Error ? error.message : String(error);
}
