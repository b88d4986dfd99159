import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { FolderOnDisk } from '#electron/services/folderOnDisk.ts';
import { folderOf } from '#shared/dataset/canonicalPath.ts';
import { SIDECAR_ENDING } from '#shared/labels/labelPaths.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import { openFolder, openInput } from '../openInput.ts';
import { findTracks, type TracksPaths } from './sequenceTracks.ts';

/** Sidecars that go into one file of each table: some 120,000 objects, a row group. */
const SIDECARS_IN_PART = 4096;

/** A folder with label files, and what its rows call it. */
export interface LabelDataset {
  readonly name: string;
  readonly typed: string;
  readonly folder: FolderOnDisk;
  readonly tracks: TracksPaths;
  /** What cannot be read of it, as far as no part says so. */
  readonly problems: readonly Problem[];
}

/** Sidecars that lie in one folder, in order, and the files of tables that come of them. */
export interface LabelPart {
  readonly kind: 'labels';
  readonly id: string;
  readonly dataset: LabelDataset;
  readonly paths: readonly string[];
}

/** @throws ProblemError where one cannot be read, or is no folder */
export async function openLabelDatasets(typed: readonly string[]): Promise<LabelDataset[]> {
  const byPath = new Map(typed.map((each) => [resolve(each).normalize('NFC').replaceAll('\\', '/'), each]));
  const names = distinctNames([...byPath.keys()]);
  return Promise.all(
    [...byPath.values()].map(async (each, i) => {
      const input = await openInput(each);
      if (input.kind === 'folder') return openLabelDataset(names[i]!, each, await openFolder(input));
      const params = { reason: 'notFolder' };
      throw new ProblemError({ code: 'folder.unreadable', severity: 'error', path: each, params });
    }),
  );
}

async function openLabelDataset(name: string, typed: string, folder: FolderOnDisk): Promise<LabelDataset> {
  const ofTracks: Problem[] = [];
  const tracks = await findTracks(folder, ofTracks);
  return { name, typed, folder, tracks, problems: [...folder.problems, ...ofTracks] };
}

/** The ends of different paths, as long as it takes to tell them apart: `drive`, or `a/labels` and `b/labels`. */
export function distinctNames(paths: readonly string[]): string[] {
  for (let parts = 1; ; parts += 1) {
    const names = paths.map((path) => path.split('/').slice(-parts).join('/') || path);
    const isWhole = names.every((name, i) => name === paths[i]);
    if (isWhole || new Set(names).size === paths.length) return names;
  }
}

/**
 * The parts of a dataset's labels. They follow from the names of its sidecars alone, so that every run has the same ones.
 */
export async function labelParts(dataset: LabelDataset): Promise<LabelPart[]> {
  const byFolder = new Map<string, string[]>();
  for (const path of await dataset.folder.list()) {
    if (!path.endsWith(SIDECAR_ENDING)) continue;
    const folder = folderOf(path);
    const paths = byFolder.get(folder);
    if (paths === undefined) byFolder.set(folder, [path]);
    else paths.push(path);
  }
  return [...byFolder].flatMap(([folder, paths]) =>
    Array.from({ length: Math.ceil(paths.length / SIDECARS_IN_PART) }, (_, n): LabelPart => ({
      kind: 'labels',
      id: partId(dataset.name, `labels of ${folder}`, n),
      dataset,
      paths: paths.slice(n * SIDECARS_IN_PART, (n + 1) * SIDECARS_IN_PART),
    })),
  );
}

/** What the files of a part are called: the same in every run, and told apart from those of all others. */
export function partId(dataset: string, what: string, n: number): string {
  const hash = createHash('sha256').update(`${dataset}\n${what}`).digest('hex').slice(0, 12);
  return `part-${hash}-${String(n).padStart(5, '0')}`;
}
