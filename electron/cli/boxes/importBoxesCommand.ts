import { homedir } from 'node:os';
import { basename } from 'node:path';
import { Backups } from '#electron/services/backups.ts';
import { Datasets, type OpenDataset } from '#electron/services/datasets.ts';
import { FileVault } from '#electron/services/fileVault.ts';
import { GrantedRoots } from '#electron/services/grantedRoots.ts';
import { LabelFiles } from '#electron/services/labelFiles.ts';
import { LabelRoots } from '#electron/services/labelRoots.ts';
import { LabelStore } from '#electron/services/labelStore.ts';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { createSettings } from '#electron/services/settings.ts';
import { SourceHashes } from '#electron/services/sourceHashes.ts';
import { userFolders } from '#electron/services/userFolders.ts';
import type { BoxFormat } from '#shared/interchange/boxes2d/boxFormat.ts';
import type { PlacedBoxes } from '#shared/interchange/boxes2d/placeBoxes.ts';
import { countByCamera, placeRead } from '#shared/interchange/boxes2d/placeRead.ts';
import type { ReadBoxes } from '#shared/interchange/boxes2d/readBoxes.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import { describeMatch } from '#shared/quality/matching/describeMatch.ts';
import { hasErrors } from '#shared/problems/hasErrors.ts';
import { EXIT, type CommandResult } from '../exitCodes.ts';
import { GENERATOR } from '../generator.ts';
import { imageSizeIn, type ImageSize } from '../imageHeader.ts';
import { openFolder, openInput } from '../openInput.ts';
import { counted, printJson, printProblems } from '../print.ts';
import { importIntoSequence, type ImportedFrame } from './importBoxes.ts';
import { readBoxFiles } from './readBoxFiles.ts';

export interface ImportBoxesOptions {
  readonly format?: BoxFormat;
  /** Of whose images the names are. */
  readonly camera?: string;
  /** A file with the names of YOLO's classes. */
  readonly classes?: string;
  readonly labels?: string;
  readonly match: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** `boxwright import-boxes`: 2D boxes of a detector, or of people with other tools, into the labels of a dataset. */
export async function importBoxesCommand(
  typedFolder: string,
  typedFile: string,
  options: ImportBoxesOptions,
): Promise<CommandResult> {
  const file = await openInput(typedFile);
  const classes = options.classes === undefined ? undefined : await textOf(options.classes);
  const files = await readBoxFiles(file, typedFile, options.format, classes);
  const { open, store, author } = await openForWriting(typedFolder, options.labels);
  const { sequences } = open.dataset;
  requireCamera(open, options.camera);
  const problems: Problem[] = [...files.problems];
  const sizes = await sizesOf(open, files.format === 'yolo' || options.match);
  const placed = placeRead(files, sequences, options.camera, (at) => sizes.get(keyOf(at.frameId, at.camera)));
  problems.push(...placed.problems);
  const frames: ImportedFrame[] = [];
  for (const sequence of sequences) {
    const boxes = placed.boxes.filter(({ sequenceId }) => sequenceId === sequence.id);
    const at = { open, sequence };
    const done = await importIntoSequence(
      store,
      at,
      boxes,
      {
        file: basename(file.path),
        matches: options.match,
        isDryRun: options.dryRun,
        stamp: { ...(author === '' ? {} : { author }), changedAt: `${Date.now()}000000` },
        generator: GENERATOR,
        sizeOf: (frameId, camera) => sizes.get(keyOf(frameId, camera)),
      },
      problems,
    );
    frames.push(...done);
  }
  return report({ file: basename(file.path), files, placed, frames, problems }, options);
}

/** As the app opens it: with the labels where they are kept, and each file's version before kept. */
async function openForWriting(typed: string, labels: string | undefined) {
  const input = await openInput(typed);
  if (input.kind !== 'folder') {
    const params = { reason: 'notFolder' };
    throw new ProblemError({ code: 'folder.unreadable', severity: 'error', path: typed, params });
  }
  const folders = userFolders(process.platform, homedir(), process.env);
  const roots = new GrantedRoots(nodeFileSystem);
  const root = await roots.grant(input.path);
  const datasets = new Datasets(nodeFileSystem, roots, new LabelRoots(nodeFileSystem, roots, folders));
  const opened = await datasets.open(root);
  const open =
    labels === undefined
      ? opened
      : await datasets.keepLabelsIn(opened.id, await openFolder(await openInput(labels)));
  const files = new LabelFiles(
    nodeFileSystem,
    new FileVault(nodeFileSystem, Date.now),
    new Backups(nodeFileSystem, Date.now),
  );
  const store = new LabelStore(files, new SourceHashes(nodeFileSystem), GENERATOR);
  const { author } = await createSettings(nodeFileSystem, folders.config).get();
  return { open, store, author };
}

async function textOf(typed: string): Promise<string> {
  const input = await openInput(typed);
  return (await openFolder(input)).readText(basename(input.path));
}

function requireCamera({ dataset, folder }: OpenDataset, camera: string | undefined): void {
  const known = dataset.sequences.flatMap(({ cameras }) => cameras.map(({ id }) => id));
  if (camera === undefined || known.includes(camera)) return;
  const params = { where: camera, reason: 'unknownSensor' };
  throw new ProblemError({ code: 'boxes.unreadable', severity: 'error', path: folder.name, params });
}

/** As the dataset states them, else as the files themselves say. */
async function sizesOf(
  { dataset, folder }: OpenDataset,
  needsAll: boolean,
): Promise<ReadonlyMap<string, ImageSize>> {
  const sizes = new Map<string, ImageSize>();
  for (const { cameras, frames } of dataset.sequences) {
    const stated = new Map(cameras.map(({ id, width, height }) => [id, { width, height }]));
    for (const { id, images } of frames)
      for (const { sensor, path } of images) {
        const { width, height } = stated.get(sensor) ?? {};
        const size =
          width === undefined || height === undefined
            ? needsAll && (await imageSizeIn(folder, path))
            : { width, height };
        if (size !== undefined && size !== false) sizes.set(keyOf(id, sensor), size);
      }
  }
  return sizes;
}

function keyOf(frameId: string, camera: string): string {
  return `${camera}\n${frameId}`;
}

interface Outcome {
  readonly file: string;
  readonly files: ReadBoxes;
  readonly placed: PlacedBoxes;
  readonly frames: readonly ImportedFrame[];
  readonly problems: readonly Problem[];
}

function report(
  { file, files, placed, frames, problems }: Outcome,
  { dryRun, json }: ImportBoxesOptions,
): CommandResult {
  const cameras = countByCamera(placed.boxes);
  const sum = (key: keyof ImportedFrame['counts']): number =>
    frames.reduce((total, { counts }) => total + counts[key], 0);
  const pairs = frames.flatMap(pairsOf);
  const left = frames.flatMap(leftOf);
  const counts = {
    added: sum('added'),
    replaced: sum('replaced'),
    same: sum('same'),
    removed: sum('removed'),
    kept: sum('kept'),
    matched: pairs.length,
    notMatched: left.length,
    changedFrames: frames.filter(({ isChanged }) => isChanged).length,
  };
  const exitCode = hasErrors(problems) ? EXIT.findings : EXIT.ok;
  if (json) {
    const { format } = files;
    return {
      exitCode,
      output: printJson({ file, format, dryRun, cameras, ...counts, matches: pairs, left, problems }),
    };
  }
  const lines = [
    ...printProblems(problems),
    ...cameras.map(
      ({ camera, boxes, frames: of }) =>
        `${camera}: ${boxes} 2D ${boxes === 1 ? 'box' : 'boxes'} in ${counted(of, 'frame')}`,
    ),
    [
      `${counts.added} added`,
      `${counts.replaced} replaced`,
      `${counts.same} there already`,
      ...(counts.removed === 0 ? [] : [`${counts.removed} removed`]),
      ...(counts.kept === 0 ? [] : [`${counts.kept} kept as a person has them`]),
    ].join(', '),
    `${counts.matched} matched with cuboids, ${counts.notMatched} not`,
    `${counted(counts.changedFrames, 'frame')} ${dryRun ? 'would change, nothing was written' : 'changed'}`,
  ];
  return { exitCode, output: lines.join('\n') };
}

function pairsOf({ frame, matches, names }: ImportedFrame) {
  const nameOf = (id: string): string => names.get(id) ?? id;
  return [...matches].flatMap(([camera, found]) =>
    found.matches
      .filter(({ reason }) => reason.kind === 'fits')
      .map(({ box, cuboid, reason }) => ({
        frame,
        camera,
        box,
        object: cuboid,
        reason,
        why: describeMatch(reason, 'en', nameOf),
      })),
  );
}

function leftOf({ frame, matches, names }: ImportedFrame) {
  const nameOf = (id: string): string => names.get(id) ?? id;
  return [...matches].flatMap(([camera, found]) =>
    found.boxes.map(({ id, reason }) => ({
      frame,
      camera,
      box: id,
      reason,
      why: describeMatch(reason, 'en', nameOf),
    })),
  );
}
