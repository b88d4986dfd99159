/**
 * The one form in which paths stand in our files: relative, `/` between the parts, Unicode NFC, no `.` or empty parts.
 * Undefined for what cannot have it: absolute paths, drive letters, `..`, control characters, and backslashes, which
 * are part of a name on one system and a separator on another.
 */
export function canonicalPath(path: string): string | undefined {
  if (path.startsWith('/') || path.includes('\\') || hasControlCharacter(path)) return undefined;
  const parts = path
    .normalize('NFC')
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  if (parts.length === 0 || parts.includes('..') || /^[A-Za-z]:/.test(parts[0]!)) return undefined;
  return parts.join('/');
}

/** Line breaks, escape sequences and the like: hosts hand out no file with such a name. */
export function hasControlCharacter(text: string): boolean {
  return Array.from(text).some((character) => character < ' ' || character === '\u007f');
}

/** The folder part, without the last `/`; the empty text for a path in the dataset's own folder. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The last part. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The last part without its ending: `000965` of `lidar/000965.pcd`. */
export function stemOf(path: string): string {
  const name = nameOf(path);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

/** A path inside a folder, where the empty text is the dataset's own folder. */
export function joinPath(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

/** The deepest folder that holds all of these files. */
export function commonFolder(paths: readonly string[]): string {
  const [first, ...rest] = paths.map((path) => folderOf(path).split('/'));
  if (first === undefined) return '';
  const shared = first.findIndex((part, i) => rest.some((other) => other[i] !== part));
  return first.slice(0, shared === -1 ? first.length : shared).join('/');
}
