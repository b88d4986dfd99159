import { isAbsolute, join, relative, sep } from 'node:path';
import { hasControlCharacter } from '#shared/dataset/canonicalPath.ts';
import { HostError } from '#shared/host/hostError.ts';
import type { FileSystem } from './fileSystem.ts';

/**
 * The folders that a person has allowed: given at launch or chosen in a dialog. Everything else on the machine is out
 * of reach for the UI, which is not trusted. Containment is decided on real paths, so links cannot lead out.
 */
export class GrantedRoots {
  readonly #fileSystem: FileSystem;
  readonly #roots = new Set<string>();

  constructor(fileSystem: FileSystem) {
    this.#fileSystem = fileSystem;
  }

  /** Grants the folder and everything in it; answers its real path. Fails when it is not there. */
  async grant(path: string): Promise<string> {
    const real = await this.#fileSystem.realPath(path);
    this.#roots.add(real);
    return real;
  }

  /** Grants a path that was real when it was last seen, whether it is there just now or not. */
  grantReal(path: string): void {
    this.#roots.add(path);
  }

  get all(): readonly string[] {
    return [...this.#roots];
  }

  /** The real path of an existing file or folder inside a granted root; `denied` outside, `not-found` when absent. */
  async resolve(path: string): Promise<string> {
    if (!isAbsolute(path) || path.includes('\0')) throw denied(path);
    const lexical = this.all.some((root) => isInside(root, path));
    // Asking Windows about a place on another computer tells that computer who is asking.
    if (!lexical && isNetworkPath(path)) throw denied(path);
    const real = await this.#fileSystem.realPath(path).catch((error: unknown) => {
      // Whether something exists outside the granted folders is nobody's business.
      throw lexical ? error : denied(path);
    });
    if (!this.all.some((root) => isInside(root, real))) throw denied(path);
    return real;
  }

  /**
   * The place of `relativePath` inside `root` (a real path), whether it exists or not: its deepest existing part must
   * really lie in a granted root. Refuses absolute paths, `..`, drive letters, backslashes and control characters; fails
   * with the system's error when `root` itself is gone.
   */
  async resolveInside(root: string, relativePath: string): Promise<string> {
    if (!isPlainRelativePath(relativePath)) throw denied(relativePath);
    const wanted = join(root, ...relativePath.split('/'));
    const real = await this.#realPathOfExistingPart(wanted, root);
    if (!this.all.some((granted) => isInside(granted, real))) throw denied(relativePath);
    return real;
  }

  async #realPathOfExistingPart(path: string, root: string): Promise<string> {
    const missing: string[] = [];
    for (let existing = path; ;) {
      try {
        return join(await this.#fileSystem.realPath(existing), ...missing);
      } catch (error) {
        if (existing === root) throw error;
        const parent = join(existing, '..');
        missing.unshift(relative(parent, existing));
        existing = parent;
      }
    }
  }
}

/** Whether `path` is `root` or lies below it; both absolute and without links. */
export function isInside(root: string, path: string): boolean {
  const step = relative(root, path);
  return step === '' || (step !== '..' && !step.startsWith(`..${sep}`) && !isAbsolute(step));
}

/** Whether a path from outside is relative, `/`-separated, and stays where it starts on every platform. */
export function isPlainRelativePath(path: string): boolean {
  if (path === '' || hasControlCharacter(path) || path.includes('\\')) return false;
  const segments = path.split('/');
  // A colon names a drive or an alternate stream on Windows; elsewhere it is an ordinary character.
  const hasDrive = process.platform === 'win32' && path.includes(':');
  return !hasDrive && segments.every((segment) => segment !== '' && segment !== '.' && segment !== '..');
}

/** `\\server\share`, `//server/share` and Windows' device paths. */
function isNetworkPath(path: string): boolean {
  return /^[\\/]{2}/.test(path);
}

function denied(path: string): HostError {
  return new HostError({ code: 'denied', message: `outside the folders that were opened: ${path}` });
}
