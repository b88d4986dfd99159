import path, { type PlatformPath } from 'node:path';
import { hasControlCharacter } from '#shared/dataset/canonicalPath.ts';
import { HostError } from '#shared/host/hostError.ts';
import type { FileSystem } from './fileSystem.ts';

/**
 * The folders that a person has allowed: given at launch or chosen in a dialog. Everything else on the machine is out
 * of reach for the UI, which is not trusted. Containment is decided on real paths, so links cannot lead out.
 */
export class GrantedRoots {
  readonly #fileSystem: FileSystem;
  readonly #paths: PlatformPath;
  readonly #roots = new Set<string>();

  /** @param paths how the file system writes its paths: the platform's own way */
  constructor(fileSystem: FileSystem, paths: PlatformPath = path) {
    this.#fileSystem = fileSystem;
    this.#paths = paths;
  }

  /** Grants the folder and everything in it; answers its real path. Fails when it is not there. */
  async grant(folder: string): Promise<string> {
    const real = await this.#fileSystem.realPath(folder);
    this.#roots.add(real);
    return real;
  }

  /** Grants a path that was real when it was last seen, whether it is there just now or not. */
  grantReal(folder: string): void {
    this.#roots.add(folder);
  }

  get all(): readonly string[] {
    return [...this.#roots];
  }

  /** The real path of an existing file or folder inside a granted root; `denied` outside, `not-found` when absent. */
  async resolve(place: string): Promise<string> {
    if (!this.#paths.isAbsolute(place) || place.includes('\0')) throw denied(place);
    const lexical = this.#holds(place);
    // Asking Windows about a place on another computer tells that computer who is asking.
    if (!lexical && isNetworkPath(place)) throw denied(place);
    const real = await this.#fileSystem.realPath(place).catch((error: unknown) => {
      // Whether something exists outside the granted folders is nobody's business.
      throw lexical ? error : denied(place);
    });
    if (!this.#holds(real)) throw denied(place);
    return real;
  }

  /**
   * The place of `relativePath` inside `root` (a real path), whether it exists or not: its deepest existing part must
   * really lie in a granted root. Refuses absolute paths, `..`, drive letters, backslashes and control characters; fails
   * with the system's error when `root` itself is gone.
   */
  async resolveInside(root: string, relativePath: string): Promise<string> {
    if (!isPlainRelativePath(relativePath, this.#paths)) throw denied(relativePath);
    const real = await this.#realPathOfExistingPart(root, relativePath.split('/'));
    if (!this.#holds(real)) throw denied(relativePath);
    return real;
  }

  /**
   * Where `relativePath` lies inside `root` (a real path) unless a link is in its way: nothing is looked up, so whoever
   * opens it must check. Throws as {@link resolveInside} rejects.
   */
  placeInside(root: string, relativePath: string): string {
    const isPlain = isPlainRelativePath(relativePath, this.#paths);
    if (!isPlain || !this.#holds(root)) throw denied(relativePath);
    return this.#paths.join(root, ...relativePath.split('/'));
  }

  #holds(place: string): boolean {
    return this.all.some((root) => isInside(root, place, this.#paths));
  }

  async #realPathOfExistingPart(root: string, segments: readonly string[]): Promise<string> {
    const { join } = this.#paths;
    for (let existing = segments.length; ; existing -= 1) {
      try {
        const real = await this.#fileSystem.realPath(join(root, ...segments.slice(0, existing)));
        return join(real, ...segments.slice(existing));
      } catch (error) {
        if (existing === 0) throw error;
      }
    }
  }
}

/**
 * Whether `place` is `root` or lies below it; both absolute and without links. On Windows letters of either case are the
 * same, as they are in the names of its drives and servers; elsewhere a path in another case is another place, which
 * on a disk that does not tell them apart denies more than it must.
 */
export function isInside(root: string, place: string, { relative, isAbsolute, sep } = path): boolean {
  const step = relative(root, place);
  return step === '' || (step !== '..' && !step.startsWith(`..${sep}`) && !isAbsolute(step));
}

/** Whether a path from outside is relative, `/`-separated, and stays where it starts on every platform. */
export function isPlainRelativePath(place: string, { sep } = path): boolean {
  if (place === '' || hasControlCharacter(place) || place.includes('\\')) return false;
  const segments = place.split('/');
  // A colon names a drive or an alternate stream on Windows; elsewhere it is an ordinary character.
  const hasDrive = sep === '\\' && place.includes(':');
  return !hasDrive && segments.every((segment) => segment !== '' && segment !== '.' && segment !== '..');
}

/** `\\server\share`, `//server/share` and Windows' device paths. */
function isNetworkPath(place: string): boolean {
  return /^[\\/]{2}/.test(place);
}

function denied(place: string): HostError {
  return new HostError({ code: 'denied', message: `outside the folders that were opened: ${place}` });
}
