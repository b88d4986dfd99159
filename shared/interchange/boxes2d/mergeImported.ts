import { v5 } from 'uuid';
import { compareCodePoints } from '../../dataset/naturalOrder.ts';
import { deepEqual } from '../../deepEqual.ts';
import { BOX2D_NAMESPACE } from '../../labels/ids.ts';
import type { Box2dJson } from '../../labels/sidecar.ts';
import type { PlacedForeignBox } from '../sidecar/readSidecarBoxes.ts';

export interface ImportCounts {
  readonly added: number;
  /** Were there from an earlier import of the file and are as it has them now. */
  readonly replaced: number;
  readonly same: number;
  /** Were there from an earlier import of the file, which has them no more. */
  readonly removed: number;
  /** A person has changed them since: they stay as they are. */
  readonly kept: number;
}

export interface MergedImport {
  readonly boxes: readonly Box2dJson[];
  /** Those of the file that came in, new or again, and have no link of a person's. */
  readonly imported: ReadonlySet<string>;
  readonly counts: ImportCounts;
}

/** Of a box that was imported, the same each time: uuid v5 of `<file>/<frame>/<camera>/<key>`. */
export function importedBoxIdOf(file: string, { frameId, camera, key }: PlacedForeignBox): string {
  return v5(`${file}/${frameId}/${camera}/${key}`, BOX2D_NAMESPACE);
}

/**
 * What becomes of a frame's 2D boxes when a file is imported, for the first time or again. What a person drew or changed
 * stays, always; what an earlier import of the file brought is replaced by what it has now, and never doubled. A link that a
 * person made stays with its box.
 *
 * @param file its name, by which it is known again
 * @param stamp who imports, and when
 */
export function mergeImported(
  present: readonly Box2dJson[],
  incoming: readonly PlacedForeignBox[],
  file: string,
  stamp: Pick<Box2dJson, 'author' | 'changedAt'>,
): MergedImport {
  const wanted = new Map(incoming.map((box) => [importedBoxIdOf(file, box), box]));
  const isOfFile = ({ source, importedFrom }: Box2dJson): boolean =>
    source !== 'manual' && importedFrom === file;
  const counts = { added: 0, replaced: 0, same: 0, removed: 0, kept: 0 };
  const boxes: Box2dJson[] = [];
  const imported = new Set<string>();
  for (const box of present) {
    const id = box.id.toLowerCase();
    const next = wanted.get(id);
    wanted.delete(id);
    if (!isOfFile(box)) {
      boxes.push(box);
      if (next !== undefined) counts.kept += 1;
    } else if (next === undefined) counts.removed += 1;
    else {
      const again = boxJson(id, next, file, stamp, box);
      const isSame = deepEqual(withoutStamp(again), withoutStamp(box));
      boxes.push(isSame ? box : again);
      counts[isSame ? 'same' : 'replaced'] += 1;
      if (box.linkedBy !== 'person') imported.add(id);
    }
  }
  for (const [id, box] of wanted) {
    boxes.push(boxJson(id, box, file, stamp, undefined));
    imported.add(id);
    counts.added += 1;
  }
  return { boxes: boxes.sort((a, b) => compareCodePoints(a.id, b.id)), imported, counts };
}

function boxJson(
  id: string,
  { camera, rectangle, class: name, source, trackId, extent, attributes, score }: PlacedForeignBox,
  file: string,
  stamp: Pick<Box2dJson, 'author' | 'changedAt'>,
  before: Box2dJson | undefined,
): Box2dJson {
  const link =
    before?.trackId !== undefined && (before.linkedBy === 'person' || trackId === undefined)
      ? { trackId: before.trackId, ...(before.linkedBy === undefined ? {} : { linkedBy: before.linkedBy }) }
      : trackId === undefined
        ? {}
        : { trackId, linkedBy: 'imported' as const };
  return {
    id,
    camera,
    rectangle: { ...rectangle },
    class: name,
    source,
    ...link,
    ...(extent === undefined ? {} : { extent }),
    ...(attributes === undefined ? {} : { attributes }),
    ...(score === undefined ? {} : { score }),
    importedFrom: file,
    ...stamp,
  };
}

function withoutStamp({ author: _author, changedAt: _at, ...box }: Box2dJson): object {
  return box;
}
