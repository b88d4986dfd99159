import { resolve } from 'node:path';
import type { FolderOnDisk } from '#electron/services/folderOnDisk.ts';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { folderOf, joinPath } from '#shared/dataset/canonicalPath.ts';
import { compareNaturally } from '#shared/dataset/naturalOrder.ts';
import { keepTracksInUse } from '#shared/labels/merge/keepTracksInUse.ts';
import { PRESENCE } from '#shared/labels/merge/mergeRecords.ts';
import type { ClassOf } from '#shared/labels/merge/mergeSidecars.ts';
import {
  fileKindOf,
  isSameContent,
  mergeTexts,
  type FileKind,
  type FileText,
  type MergedText,
} from '#shared/labels/merge/mergeTexts.ts';
import type { Side, ThreeWay } from '#shared/labels/merge/threeWay.ts';
import { parseSidecar } from '#shared/labels/parseSidecar.ts';
import { parseTracksFile } from '#shared/labels/parseTracksFile.ts';
import { serialiseTracksFile } from '#shared/labels/frameSidecar.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import { NO_EDITS, type FileOutcome, type MergeCommandOptions, type MergeOutcome } from './mergeOutcome.ts';
import { openFolder, openInput, type Input } from './openInput.ts';
import { writeIfChanged } from './writeIfChanged.ts';

type Inputs<T> = Readonly<Record<keyof ThreeWay<unknown>, T>>;

/** What is to become of a file; `text` undefined: it is not to be. */
interface Decided extends Omit<FileOutcome, 'state'> {
  readonly state: FileOutcome['state'];
  readonly text: string | undefined;
}

/**
 * Merges every label file of three folders into a fourth, which may be one of them. A file that cannot be read in one of
 * them is reported and written nowhere; all others are merged.
 */
export async function mergeFolders(
  inputs: Inputs<Input>,
  typed: Inputs<string>,
  { out, prefer }: MergeCommandOptions,
): Promise<MergeOutcome> {
  const folders: Inputs<FolderOnDisk> = {
    base: await openFolder(inputs.base),
    ours: await openFolder(inputs.ours),
    theirs: await openFolder(inputs.theirs),
  };
  const merge = new FolderMerge(folders, typed, prefer, await openTarget(out));
  return merge.run();
}

async function openTarget(out: string): Promise<FolderOnDisk> {
  await nodeFileSystem.makeFolder(resolve(out));
  const input = await openInput(out);
  if (input.kind === 'folder') return openFolder(input);
  throw new ProblemError({
    code: 'folder.unreadable',
    severity: 'error',
    path: out,
    params: { reason: 'notFolder' },
  });
}

class FolderMerge {
  readonly #folders: Inputs<FolderOnDisk>;
  readonly #typed: Inputs<string>;
  readonly #prefer: Side;
  readonly #target: FolderOnDisk;
  readonly #problems: Problem[] = [];
  readonly #present = new Map<keyof ThreeWay<unknown>, ReadonlySet<string>>();
  /** By folder: the tracks of the sequences in it, as merged. */
  readonly #tracks = new Map<string, Decided>();
  readonly #classes = new Map<string, ReadonlyMap<string, string>>();
  /** By folder of `tracks.json`: tracks that objects in the result belong to. */
  readonly #used = new Map<string, Set<string>>();

  constructor(folders: Inputs<FolderOnDisk>, typed: Inputs<string>, prefer: Side, target: FolderOnDisk) {
    this.#folders = folders;
    this.#typed = typed;
    this.#prefer = prefer;
    this.#target = target;
  }

  async run(): Promise<MergeOutcome> {
    const all = new Set<string>();
    for (const version of ['base', 'ours', 'theirs'] as const) {
      const names = await this.#folders[version].list();
      this.#present.set(version, new Set(names));
      for (const name of names) all.add(name);
    }
    const paths = [...all].filter((path) => fileKindOf(path) !== undefined).sort(compareNaturally);
    const files: FileOutcome[] = [];
    // First, for classes are copied into sidecars; written last, when it is known which tracks are needed.
    for (const path of paths.filter((each) => fileKindOf(each) === 'tracks')) {
      const decided = await this.#decide(path, 'tracks');
      this.#tracks.set(folderOf(path), decided);
      this.#classes.set(folderOf(path), classesIn(decided, path));
    }
    for (const path of paths) {
      const kind = fileKindOf(path);
      if (kind === undefined || kind === 'tracks') continue;
      const decided = await this.#decide(path, kind);
      if (kind === 'sidecar') this.#noteTracks(path, decided);
      files.push(await this.#write(decided));
    }
    for (const [folder, decided] of this.#tracks)
      files.push(await this.#write(await this.#withUsedTracks(folder, decided)));
    for (const folder of Object.values(this.#folders))
      this.#problems.push(...folder.problems.filter(({ code }) => code === 'folder.unreadable'));
    return { files: files.sort((a, b) => compareNaturally(a.path, b.path)), problems: this.#problems };
  }

  async #decide(path: string, kind: FileKind): Promise<Decided> {
    try {
      const versions: ThreeWay<FileText> = {
        base: await this.#read('base', path),
        ours: await this.#read('ours', path),
        theirs: await this.#read('theirs', path),
      };
      return this.#decideOn(path, kind, versions);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.#problems.push(error.problem);
      return { path, state: 'unreadable', edits: NO_EDITS, conflicts: [], text: undefined };
    }
  }

  #decideOn(path: string, kind: FileKind, { base, ours, theirs }: ThreeWay<FileText>): Decided {
    if (ours !== undefined && theirs !== undefined) {
      const result = mergeTexts(
        kind,
        { base, ours, theirs },
        { prefer: this.#prefer, classOf: this.#classOf(path) },
      );
      return { path, state: stateOf(result, ours, theirs), ...result };
    }
    const left = ours ?? theirs;
    const side: Side = ours === undefined ? 'theirs' : 'ours';
    const nothing = { path, edits: NO_EDITS, conflicts: [] };
    if (left === undefined) return { ...nothing, state: 'same', text: undefined };
    // Reading it finds out whether it can be read at all.
    const isUnchanged = isSameContent(kind, base ?? left, left);
    if (base === undefined) {
      mergeTexts(kind, { base: undefined, ours: left, theirs: left });
      return { ...nothing, state: side, text: left.text };
    }
    if (isUnchanged) return { ...nothing, state: 'deleted', text: undefined };
    const isKept = this.#prefer === side;
    const conflict = {
      kind: 'file',
      id: '',
      fields: [PRESENCE],
      base: JSON.parse(withoutMark(base.text)) as unknown,
      ours: ours && (JSON.parse(withoutMark(ours.text)) as unknown),
      theirs: theirs && (JSON.parse(withoutMark(theirs.text)) as unknown),
    };
    return {
      ...nothing,
      state: isKept ? side : 'deleted',
      conflicts: [conflict],
      text: isKept ? left.text : undefined,
    };
  }

  /** Undefined when there is none. The path in problems is the one that a person can open. */
  async #read(version: keyof ThreeWay<unknown>, path: string): Promise<FileText | undefined> {
    const folder = this.#folders[version];
    const shown = joinPath(this.#typed[version].replace(/\/+$/, ''), path);
    if (this.#present.get(version)?.has(path) !== true) return undefined;
    try {
      return { text: await folder.readText(path), path: shown };
    } catch (error) {
      if (error instanceof ProblemError)
        throw new ProblemError({ ...error.problem, path: shown }, { cause: error });
      throw error;
    }
  }

  /** By the nearest `tracks.json` above a sidecar. */
  #classOf(path: string): ClassOf {
    const classes = this.#classes.get(this.#tracksFolderOf(path) ?? '');
    return (trackId) => classes?.get(trackId);
  }

  #tracksFolderOf(path: string): string | undefined {
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      if (this.#tracks.has(folder)) return folder;
      if (folder === '') return undefined;
    }
  }

  #noteTracks(path: string, { text }: Decided): void {
    const folder = this.#tracksFolderOf(path);
    if (folder === undefined || text === undefined) return;
    const used = this.#used.get(folder) ?? new Set();
    this.#used.set(folder, used);
    for (const { trackId } of parseSidecar(text, path).objects) used.add(trackId.toLowerCase());
  }

  /** What one side deleted while the other went on labelling it is needed, and a conflict. */
  async #withUsedTracks(folder: string, decided: Decided): Promise<Decided> {
    const { path } = decided;
    const used = this.#used.get(folder) ?? new Set();
    if (decided.state === 'unreadable' || used.size === 0) return decided;
    const parsed = async (version: keyof ThreeWay<unknown>) => {
      const file = await this.#read(version, path);
      return file && parseTracksFile(file.text, file.path);
    };
    const versions = {
      base: await parsed('base'),
      ours: await parsed('ours'),
      theirs: await parsed('theirs'),
    };
    const any = versions.ours ?? versions.theirs;
    if (any === undefined) return decided;
    const merged = decided.text === undefined ? { ...any, tracks: [] } : parseTracksFile(decided.text, path);
    const kept = keepTracksInUse(merged, versions, used);
    if (kept.conflicts.length === 0) return decided;
    return {
      ...decided,
      state: 'merged',
      conflicts: [...decided.conflicts, ...kept.conflicts],
      text: serialiseTracksFile(kept.merged),
    };
  }

  async #write({ text, ...outcome }: Decided): Promise<FileOutcome> {
    if (outcome.state === 'unreadable') return outcome;
    const absolute = await this.#target.resolve(outcome.path);
    if (text !== undefined) await writeIfChanged(absolute, text);
    // What is deleted in the result is deleted in a folder that is merged in place.
    else if (this.#isInPlace) await nodeFileSystem.remove(absolute);
    return outcome;
  }

  get #isInPlace(): boolean {
    return [this.#folders.ours, this.#folders.theirs].some(({ root }) => root === this.#target.root);
  }
}

function stateOf({ text }: MergedText, ours: FileText, theirs: FileText): FileOutcome['state'] {
  if (text === ours.text) return text === theirs.text ? 'same' : 'ours';
  return text === theirs.text ? 'theirs' : 'merged';
}

function classesIn({ text }: Decided, path: string): ReadonlyMap<string, string> {
  if (text === undefined) return new Map();
  return new Map(parseTracksFile(text, path).tracks.map((track) => [track.id.toLowerCase(), track.class]));
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
