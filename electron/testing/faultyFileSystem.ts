import type { FileSystem, NewFile } from '#electron/services/fileSystem.ts';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';

/** A step of the file system that can be made to fail. */
export type FaultyStep =
  | Exclude<keyof FileSystem, 'readStream' | 'watchFolder'>
  | 'newFile.write'
  | 'newFile.sync'
  | 'newFile.close';

export interface Fault {
  readonly step: FaultyStep;
  /** The system's error, e.g. `ENOSPC`. `crash`: this step and every later one fails, as if the program had died. */
  readonly error: string;
  /** How often it fails before it works again; always when absent. */
  readonly times?: number;
  /** Only for paths that this accepts. */
  readonly on?: (path: string) => boolean;
  /** `newFile.write` only: bytes that reach the disk all the same. */
  readonly bytesWritten?: number;
}

/** The real file system with one fault in it. `steps` says which steps ran, in order. */
export function createFaultyFileSystem(fault: Fault): { fileSystem: FileSystem; steps: FaultyStep[] } {
  const steps: FaultyStep[] = [];
  let failures = 0;
  let hasCrashed = false;

  const check = (step: FaultyStep, path: string): boolean => {
    steps.push(step);
    const isDue =
      step === fault.step &&
      (fault.on?.(path) ?? true) &&
      (fault.times === undefined || failures < fault.times);
    if (isDue) failures += 1;
    if (isDue && fault.error === 'crash') hasCrashed = true;
    return isDue || hasCrashed;
  };
  const failure = () => Object.assign(new Error(`${fault.error}: injected`), { code: fault.error });
  const step = async <T>(name: FaultyStep, path: string, run: () => Promise<T>): Promise<T> => {
    if (check(name, path)) throw failure();
    return run();
  };

  const faultyFile = (file: NewFile, path: string): NewFile => ({
    write: async (bytes) => {
      if (!check('newFile.write', path)) return file.write(bytes);
      await file.write(bytes.subarray(0, fault.bytesWritten ?? 0));
      throw failure();
    },
    sync: () => step('newFile.sync', path, () => file.sync()),
    close: async () => {
      // A dead program's handles are closed by the system.
      await file.close();
      if (check('newFile.close', path)) throw failure();
    },
  });

  const real = nodeFileSystem;
  const fileSystem: FileSystem = {
    ...real,
    stat: (path) => step('stat', path, () => real.stat(path)),
    realPath: (path) => step('realPath', path, () => real.realPath(path)),
    readFolder: (path) => step('readFolder', path, () => real.readFolder(path)),
    readFile: (path, options) => step('readFile', path, () => real.readFile(path, options)),
    create: (path, mode) => step('create', path, async () => faultyFile(await real.create(path, mode), path)),
    append: (path) => step('append', path, async () => faultyFile(await real.append(path), path)),
    overwrite: (path, bytes) => step('overwrite', path, () => real.overwrite(path, bytes)),
    rename: (from, to) => step('rename', to, () => real.rename(from, to)),
    remove: (path) => step('remove', path, () => real.remove(path)),
    removeFolder: (path) => step('removeFolder', path, () => real.removeFolder(path)),
    makeFolder: (path) => step('makeFolder', path, () => real.makeFolder(path)),
    copyFile: (from, to) => step('copyFile', to, () => real.copyFile(from, to)),
    syncFolder: (path) => step('syncFolder', path, () => real.syncFolder(path)),
    isWritable: (path) => step('isWritable', path, () => real.isWritable(path)),
  };
  return { fileSystem, steps };
}
