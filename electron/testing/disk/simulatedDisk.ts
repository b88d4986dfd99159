import { basename, dirname } from 'node:path';
import type { FileSystem, NewFile } from '#electron/services/fileSystem.ts';
import { FileNode, FolderNode, type DiskNode, type Random } from './diskNodes.ts';

/** Everything that a program asks of a disk, in the order in which it asks. */
export interface DiskStep {
  readonly name: StepName;
  readonly path: string;
}

type StepName =
  | 'stat'
  | 'realPath'
  | 'readFolder'
  | 'readFile'
  | 'create'
  | 'append'
  | 'write'
  | 'sync'
  | 'close'
  | 'overwrite'
  | 'rename'
  | 'remove'
  | 'removeFolder'
  | 'makeFolder'
  | 'copyFile'
  | 'syncFolder';

/** Steps that change what is on the disk, or how safe it is. */
export const CHANGING_STEPS: ReadonlySet<StepName> = new Set<StepName>([
  'create',
  'append',
  'write',
  'sync',
  'overwrite',
  'rename',
  'remove',
  'removeFolder',
  'makeFolder',
  'copyFile',
  'syncFolder',
]);

/** What goes wrong at a step. The step may have done a part of its work by then, or all of it. */
export type DiskFault =
  /** The program, or the whole computer, ends. */
  | { readonly kind: 'end' }
  /** The step fails with the system's error, and so do those after it that `isHit` accepts, `steps` in all. */
  | {
      readonly kind: 'error';
      readonly code: string;
      readonly steps: number;
      readonly isHit: (step: DiskStep) => boolean;
    };

/**
 * A disk in memory that promises what a real one does and no more. Bytes are safe once their file was synced, names once
 * their folder was; until then a power cut takes what it likes, in any order. A program that merely ends leaves all that
 * it wrote. What happens follows from the steps and the random numbers alone.
 */
export class SimulatedDisk {
  /** What was asked since {@link arm}. */
  readonly steps: DiskStep[] = [];
  readonly #random: Random;
  readonly #root = new FolderNode();
  #faults: ReadonlyMap<number, DiskFault> = new Map();
  #error: (DiskFault & { readonly kind: 'error' }) | undefined;
  #errorsLeft = 0;
  #isArmed = false;
  #life = 0;
  #time = 0n;
  #end: (() => void) | undefined;
  /** A sync has failed since {@link arm}: what was written before is not sure to outlive even the program. */
  hasFailedSync = false;
  /** Resolves when an armed fault ends the program. */
  ended: Promise<void> = new Promise(() => undefined);

  constructor(random: Random) {
    this.#random = random;
  }

  /** Puts a file there, synced, with the folders that it lies in. */
  put(path: string, text: string): void {
    const file = new FileNode();
    file.write(new TextEncoder().encode(text), ++this.#time);
    file.sync();
    const folder = this.#makeFolder(dirname(path));
    folder.change({ added: [basename(path), file] });
    for (let place = dirname(path); ; place = dirname(place)) {
      this.#folderAt(place).sync();
      if (place === dirname(place)) return;
    }
  }

  /** The text of every file by its path. */
  files(): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    const walk = (folder: FolderNode, path: string): void => {
      for (const [name, node] of folder.names) {
        if (node.kind === 'folder') walk(node, `${path}/${name}`);
        else found.set(`${path}/${name}`, new TextDecoder().decode(node.bytes));
      }
    };
    walk(this.#root, '');
    return found;
  }

  /** From now on steps are counted, from 0, and these go wrong. */
  arm(faults: ReadonlyMap<number, DiskFault>): void {
    this.steps.length = 0;
    this.hasFailedSync = false;
    this.#faults = faults;
    this.#isArmed = true;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  /** Nothing goes wrong any more. */
  disarm(): void {
    this.#isArmed = false;
    this.#errorsLeft = 0;
    this.ended = new Promise(() => undefined);
  }

  /** Ends the program: nothing that it still asks is ever answered. All that it wrote is there. */
  kill(): void {
    this.#endLife();
    this.#root.killed(this.#random);
  }

  /** Ends everything: of what was not synced is left what luck has it. */
  cutPower(): void {
    this.#endLife();
    const luck = () => [0, 0.5, 1][Math.floor(this.#random() * 3)] ?? 0;
    this.#root.cut(this.#random, { names: luck(), bytes: luck() });
  }

  /** The disk as a program sees it that starts now. */
  open(): FileSystem {
    const life = this.#life;
    const step = <T>(name: StepName, path: string, run: () => T, inPart?: () => void): Promise<T> =>
      life === this.#life ? this.#step({ name, path }, run, inPart) : new Promise(() => undefined);
    const opened = (file: FileNode, path: string): NewFile => ({
      write: (bytes) =>
        step(
          'write',
          path,
          () => file.write(bytes, ++this.#time),
          () => file.write(bytes.subarray(0, Math.floor(this.#random() * (bytes.length + 1))), ++this.#time),
        ),
      sync: () =>
        step(
          'sync',
          path,
          () => file.sync(),
          () => {
            file.failSync();
            this.hasFailedSync = true;
          },
        ),
      close: () => step('close', path, () => undefined),
    });
    return {
      stat: (path) =>
        step('stat', path, () => {
          const { kind, mode, modifiedNs, ...node } = this.#nodeAt(path);
          return { kind, mode, modifiedNs, fileId: 0n, bytes: 'bytes' in node ? node.bytes.length : 0 };
        }),
      realPath: (path) => step('realPath', path, () => (this.#nodeAt(path), path)),
      readFolder: (path) =>
        step('readFolder', path, () =>
          [...this.#folderAt(path).names].map(([name, { kind }]) => ({ name, kind })),
        ),
      readFile: (path, { maxBytes = Infinity } = {}) =>
        step('readFile', path, () => {
          const { bytes } = this.#fileAt(path);
          if (bytes.length > maxBytes) throw systemError('EFBIG', path);
          return bytes.slice();
        }),
      readStream: (path, { start, end }) => this.#readStream(path, start, end),
      create: (path) =>
        step('create', path, () => {
          if (this.#find(path) !== undefined) throw systemError('EEXIST', path);
          return opened(this.#createFile(path), path);
        }),
      append: (path) =>
        step('append', path, () =>
          opened(this.#find(path) === undefined ? this.#createFile(path) : this.#fileAt(path), path),
        ),
      overwrite: (path, bytes) =>
        step('overwrite', path, () =>
          (this.#find(path) === undefined ? this.#createFile(path) : this.#fileAt(path)).overwrite(
            bytes,
            ++this.#time,
          ),
        ),
      rename: (from, to) => step('rename', to, () => this.#rename(from, to)),
      remove: (path) =>
        step('remove', path, () => {
          if (this.#find(path) !== undefined)
            this.#folderAt(dirname(path)).change({ removed: basename(path) });
        }),
      removeFolder: (path) =>
        step('removeFolder', path, () => {
          if (this.#folderAt(path).names.size > 0) throw systemError('ENOTEMPTY', path);
          this.#folderAt(dirname(path)).change({ removed: basename(path) });
        }),
      makeFolder: (path) => step('makeFolder', path, () => void this.#makeFolder(path)),
      copyFile: (from, to) =>
        step('copyFile', to, () => this.#createFile(to).write(this.#fileAt(from).bytes, ++this.#time)),
      syncFolder: (path) => step('syncFolder', path, () => this.#folderAt(path).sync()),
      isWritable: () => Promise.resolve(true),
      watchFolder: () => () => undefined,
    };
  }

  async #step<T>(step: DiskStep, run: () => T, inPart?: () => void): Promise<T> {
    const life = this.#life;
    await Promise.resolve();
    if (life !== this.#life) return new Promise(() => undefined);
    if (!this.#isArmed) return run();
    const fault = this.#faults.get(this.steps.length);
    this.steps.push(step);
    if (fault?.kind === 'end') {
      // A step that is not cut in two was done or was not.
      if (CHANGING_STEPS.has(step.name) && this.#random() < 0.5) run();
      else if (step.name === 'write') inPart?.();
      this.#endLife();
      return new Promise(() => undefined);
    }
    if (fault?.kind === 'error') {
      this.#error = fault;
      this.#errorsLeft = fault.steps;
    }
    if (this.#error === undefined || this.#errorsLeft === 0 || !this.#error.isHit(step)) return run();
    this.#errorsLeft -= 1;
    inPart?.();
    throw systemError(this.#error.code, `${step.name} ${step.path}`);
  }

  #endLife(): void {
    this.#life += 1;
    this.#end?.();
  }

  async *#readStream(path: string, start: number, end: number): AsyncIterable<Uint8Array> {
    await Promise.resolve();
    yield this.#fileAt(path).bytes.slice(start, end);
  }

  #rename(from: string, to: string): void {
    const node = this.#nodeAt(from);
    if (this.#find(to)?.kind === 'folder') throw systemError('EISDIR', to);
    const target = this.#folderAt(dirname(to));
    if (dirname(from) === dirname(to)) {
      target.change({ removed: basename(from), added: [basename(to), node] });
      return;
    }
    target.change({ added: [basename(to), node] });
    this.#folderAt(dirname(from)).change({ removed: basename(from) });
  }

  #createFile(path: string): FileNode {
    const file = new FileNode();
    this.#folderAt(dirname(path)).change({ added: [basename(path), file] });
    return file;
  }

  #makeFolder(path: string): FolderNode {
    const found = this.#find(path);
    if (found?.kind === 'folder') return found;
    if (found !== undefined) throw systemError('EEXIST', path);
    const folder = new FolderNode();
    this.#makeFolder(dirname(path)).change({ added: [basename(path), folder] });
    return folder;
  }

  #find(path: string): DiskNode | undefined {
    let node: DiskNode | undefined = this.#root;
    for (const name of path.split('/').filter((part) => part !== ''))
      node = node?.kind === 'folder' ? node.names.get(name) : undefined;
    return node;
  }

  #nodeAt(path: string): DiskNode {
    const node = this.#find(path);
    if (node === undefined) throw systemError('ENOENT', path);
    return node;
  }

  #fileAt(path: string): FileNode {
    const node = this.#nodeAt(path);
    if (node.kind === 'folder') throw systemError('EISDIR', path);
    return node;
  }

  #folderAt(path: string): FolderNode {
    const node = this.#nodeAt(path);
    if (node.kind === 'file') throw systemError('ENOTDIR', path);
    return node;
  }
}

function systemError(code: string, what: string): Error {
  return Object.assign(new Error(`${code}: simulated, ${what}`), { code });
}
