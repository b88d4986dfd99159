import { folderOf, joinPath, nameOf } from './canonicalPath.ts';
import { groupBy } from './groupBy.ts';
import { compareNaturally } from './naturalOrder.ts';

/** A dataset's folder has scenes at most this far below it: `data/<scene>/lidar/…`. */
const DEEPEST_SCENE = 2;

/** The files of a dataset's folder, looked up in the ways that layouts need; made once for all of them. */
export class FileListing {
  /** Every file, sorted. */
  readonly paths: readonly string[];
  /** folder → the files directly in it, in no order that means anything; the empty text is the dataset's own folder. */
  readonly folders: ReadonlyMap<string, readonly string[]>;
  // Made when first asked for: not every layout needs every one.
  readonly #ordered = new Map<string, readonly string[]>();
  #known: ReadonlySet<string> | undefined;
  #anyCase: ReadonlyMap<string, string> | undefined;
  #inner: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(paths: readonly string[]) {
    this.paths = paths;
    this.folders = groupBy(paths, folderOf);
  }

  has(path: string): boolean {
    this.#known ??= new Set(this.paths);
    return this.#known.has(path);
  }

  /** The files directly in a folder whose name matches, in natural order. */
  inFolder(folder: string, name: RegExp = /^/): readonly string[] {
    let ordered = this.#ordered.get(folder);
    if (ordered === undefined) {
      ordered = [...(this.folders.get(folder) ?? [])].sort(compareNaturally);
      this.#ordered.set(folder, ordered);
    }
    return ordered.filter((path) => name.test(nameOf(path)));
  }

  /**
   * The folders, at most two below the dataset's, in which `inner` holds a file whose name matches; `inner` is a folder
   * inside the scene. In natural order; the dataset's own folder, the empty text, hides those in it.
   *
   * @param inner matched against the whole path of the folder inside the scene, any case
   */
  scenesWith(inner: string, name: RegExp): readonly string[] {
    const ending = inner.toLowerCase();
    const scenes = [...this.folders.keys()].flatMap((folder) => {
      const scene = sceneOf(folder, ending);
      if (scene === undefined || scene.split('/').length > DEEPEST_SCENE) return [];
      return this.folders.get(folder)?.some((path) => name.test(nameOf(path))) === true ? [scene] : [];
    });
    if (scenes.includes('')) return [''];
    return [...new Set(scenes)].sort(compareNaturally);
  }

  /** The folder `inner` of a scene as the disk spells it, in whatever case; undefined when it holds no files itself. */
  folderIn(scene: string, inner: string): string | undefined {
    const wanted = joinPath(scene, inner);
    if (this.folders.has(wanted)) return wanted;
    this.#anyCase ??= new Map([...this.folders.keys()].map((folder) => [folder.toLowerCase(), folder]));
    return this.#anyCase.get(wanted.toLowerCase());
  }

  /** The folders directly inside a folder that hold files, at whatever depth, in natural order: names only. */
  subfolders(folder: string): readonly string[] {
    this.#inner ??= innerFolders(this.folders.keys());
    return this.#inner.get(folder) ?? [];
  }
}

/** folder → the names of the folders in it that hold files at whatever depth. */
function innerFolders(folders: Iterable<string>): Map<string, string[]> {
  const inner = new Map<string, Set<string>>();
  for (let folder of folders) {
    while (folder !== '') {
      const parent = folderOf(folder);
      const names = inner.get(parent);
      if (names?.has(nameOf(folder)) === true) break;
      if (names === undefined) inner.set(parent, new Set([nameOf(folder)]));
      else names.add(nameOf(folder));
      folder = parent;
    }
  }
  return new Map([...inner].map(([parent, names]) => [parent, [...names].sort(compareNaturally)]));
}

/** The folder that `inner` is in, when the path ends with it. */
function sceneOf(folder: string, inner: string): string | undefined {
  const lower = folder.toLowerCase();
  if (lower === inner) return '';
  return lower.endsWith(`/${inner}`) ? folder.slice(0, -inner.length - 1) : undefined;
}

/** What a sequence is called whose files lie in this folder of the dataset; its `tracks.json` lies there too. */
export function sequenceInFolder(
  folder: string,
  datasetName: string,
): { id: string; name: string; folder?: string } {
  const own = datasetName || 'sequence';
  return folder === '' ? { id: own, name: own } : { id: folder, name: nameOf(folder), folder };
}
