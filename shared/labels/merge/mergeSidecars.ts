import { compareCodePoints } from '../../dataset/naturalOrder.ts';
import { deepEqual } from '../../deepEqual.ts';
import { ProblemError } from '../../problems/problem.ts';
import { objectIdOf } from '../ids.ts';
import { sidecarSchema, type Box2dJson, type ObjectJson, type Sidecar, type SourceJson } from '../sidecar.ts';
import { FieldMerge, mergeDerived } from './fieldMerge.ts';
import { BOX2D_KIND } from './mergeBox2d.ts';
import { OBJECT_KIND } from './mergeObject.ts';
import { mergeRecords, type ConflictIn, type EditCounts } from './mergeRecords.ts';
import { DONE_KIND, REVIEW_KIND, type DoneMark, type ReviewJson } from './recordKinds.ts';
import { part, type BothSides, type Side, type ThreeWay } from './threeWay.ts';

const KNOWN = new Set(Object.keys(sidecarSchema.shape));
const KNOWN_IN_FRAME = new Set(Object.keys(sidecarSchema.shape.frame.shape));

/** Keys that this version does not know and that belong to the file as a whole, by their place in it. */
export type FileConflict = ConflictIn<'file', Readonly<Record<string, unknown>>>;

export type SidecarConflict =
  | ConflictIn<'object', ObjectJson>
  | ConflictIn<'box2d', Box2dJson>
  | ConflictIn<'review', ReviewJson>
  | ConflictIn<'done', DoneMark>
  | FileConflict;

export interface Merged<T, Conflict> {
  /** Fits the schema; where there is a conflict, one side's for now. */
  readonly merged: T;
  readonly conflicts: readonly Conflict[];
  readonly edits: EditCounts;
}

/** Of a track, named in lower case, by `tracks.json`; undefined where that does not know it. */
export type ClassOf = (trackId: string) => string | undefined;

export interface MergeOptions {
  /** Whose version stands for now where both changed the same; `ours` unless given. */
  readonly prefer?: Side | undefined;
}

/**
 * The sidecar that holds what two people made of the same one, object by object and field by field (see
 * `docs/merging.md`). Nothing is dropped: what each has changed is in the result or in one of the conflicts.
 *
 * @param base what both started from; undefined: both created the file
 * @throws ProblemError `labels.wrongFrame` for labels of different frames, or in different coordinate frames
 */
export function mergeSidecars(
  base: Sidecar | undefined,
  ours: Sidecar,
  theirs: Sidecar,
  { prefer = 'ours', classOf }: MergeOptions & { readonly classOf?: ClassOf | undefined } = {},
): Merged<Sidecar, SidecarConflict> {
  requireSameFrame(base, ours, theirs);
  const files: BothSides<Sidecar> = { base, ours, theirs };
  const objects = mergeRecords(
    OBJECT_KIND,
    part(files, (file) => file.objects),
    prefer,
  );
  const boxes2d = mergeRecords(
    BOX2D_KIND,
    part(files, (file) => file.boxes2d),
    prefer,
  );
  const review = mergeRecords(
    REVIEW_KIND,
    part(files, (file) => file.review),
    prefer,
  );
  const done = mergeRecords(DONE_KIND, part(files, doneMarks), prefer);
  const fields = new FieldMerge(prefer);
  const merged: Sidecar = {
    ...fields.keys<unknown>('', files, KNOWN),
    format: ours.format,
    version: ours.version,
    generator: mergeDerived(part(files, (file) => file.generator)) ?? ours.generator,
    conventions: mergeDerivedKeys(part(files, (file) => file.conventions)),
    labelFrame: ours.labelFrame,
    frame: mergeFrame(files, done.records[0], fields),
    sources: mergeSources(part(files, (file) => file.sources)),
    objects: withUniqueIds(withClasses(objects.records, classOf), ours.frame.id),
    boxes2d: sorted(boxes2d.records),
    review: sorted(review.records),
  };
  const parts = [objects, boxes2d, review, done];
  return {
    merged,
    conflicts: [
      ...parts.flatMap(({ conflicts }): readonly SidecarConflict[] => conflicts),
      ...fileConflicts(files, fields),
    ].sort(byPlace),
    edits: sumEdits(parts.map(({ edits }) => edits)),
  };
}

function requireSameFrame(base: Sidecar | undefined, ours: Sidecar, theirs: Sidecar): void {
  for (const other of base === undefined ? [theirs] : [theirs, base]) {
    const pairs = [
      { found: other.frame.id, expected: ours.frame.id },
      { found: other.labelFrame, expected: ours.labelFrame },
    ];
    const params = pairs.find(({ found, expected }) => found !== expected);
    if (params !== undefined)
      throw new ProblemError({ code: 'labels.wrongFrame', severity: 'error', path: ours.frame.id, params });
  }
}

function doneMarks({ frame }: Sidecar): readonly DoneMark[] {
  return frame.done === undefined ? [] : [{ ...frame.done, id: frame.id }];
}

/** What is known of the frame follows from the dataset; only its mark, and what other programs wrote, is people's. */
function mergeFrame(
  files: BothSides<Sidecar>,
  mark: DoneMark | undefined,
  fields: FieldMerge,
): Sidecar['frame'] {
  const frames = part(files, ({ frame }) => frame);
  const { id, sequence, index } = files.ours.frame;
  const worldFromEgo = mergeDerived(part(frames, (frame) => frame.worldFromEgo));
  const { id: _id, ...done } = mark ?? { id };
  return {
    ...fields.keys<unknown>('frame.', frames, KNOWN_IN_FRAME),
    id,
    sequence: mergeDerived(part(frames, (frame) => frame.sequence)) ?? sequence,
    index: mergeDerived(part(frames, (frame) => frame.index)) ?? index,
    timestamps: mergeDerivedKeys(part(frames, ({ timestamps }) => timestamps)),
    ...(worldFromEgo === undefined ? {} : { worldFromEgo }),
    ...(mark === undefined ? {} : { done }),
  };
}

function mergeDerivedKeys<T>(records: ThreeWay<Readonly<Record<string, T>>>): Record<string, T> {
  const { base = {}, ours = {}, theirs = {} } = records;
  const merged: Record<string, T> = {};
  for (const key of new Set([base, ours, theirs].flatMap((record) => Object.keys(record)))) {
    const value = mergeDerived(
      part(records, (record) => (Object.hasOwn(record, key) ? record[key] : undefined)),
    );
    if (value !== undefined) merged[key] = value;
  }
  return merged;
}

function sourceKey({ role, sensor, path }: SourceJson): string {
  return JSON.stringify([role, sensor, path]);
}

function sourcesByKey(sources: readonly SourceJson[]): Record<string, SourceJson> {
  return Object.fromEntries(sources.map((source) => [sourceKey(source), source]));
}

/** By what each stands for; the host hashes the files again when it writes. */
function mergeSources(lists: ThreeWay<readonly SourceJson[]>): SourceJson[] {
  // A list that one side alone has changed stays as it is, its order too.
  const { base, ours = [], theirs = [] } = lists;
  if (deepEqual(base, theirs) || deepEqual(ours, theirs)) return [...ours];
  if (deepEqual(base, ours)) return [...theirs];
  const merged = mergeDerivedKeys(part(lists, sourcesByKey));
  return Object.keys(merged)
    .sort(compareCodePoints)
    .flatMap((name) => merged[name] ?? []);
}

/** An object's class is a copy of its track's. */
function withClasses(objects: readonly ObjectJson[], classOf: ClassOf | undefined): readonly ObjectJson[] {
  if (classOf === undefined) return objects;
  return objects.map((object) => {
    const className = classOf(object.trackId.toLowerCase()) ?? object.class;
    return className === object.class ? object : { ...object, class: className };
  });
}

/**
 * An id follows from track and frame. Where another program's went to another track on one side, two objects may have
 * it; theirs are made anew then, and all of them if that meets with yet another.
 */
function withUniqueIds(objects: readonly ObjectJson[], frameId: string): ObjectJson[] {
  const derived = (object: ObjectJson): ObjectJson => ({
    ...object,
    id: objectIdOf(object.trackId, frameId),
  });
  const twice = idsTwice(objects);
  if (twice.size === 0) return sorted(objects);
  const unique = objects.map((object) => (twice.has(object.id.toLowerCase()) ? derived(object) : object));
  return sorted(idsTwice(unique).size === 0 ? unique : objects.map(derived));
}

function idsTwice(objects: readonly ObjectJson[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { id } of objects) (seen.has(id.toLowerCase()) ? twice : seen).add(id.toLowerCase());
  return twice;
}

function fileConflicts(files: BothSides<Sidecar>, { conflicts }: FieldMerge): readonly FileConflict[] {
  if (conflicts.length === 0) return [];
  const valuesIn = (file: Sidecar): Record<string, unknown> =>
    Object.fromEntries(
      conflicts.map((name) => {
        const isInFrame = name.startsWith('frame.') && !Object.hasOwn(file, name);
        return [name, isInFrame ? file.frame[name.slice('frame.'.length)] : file[name]];
      }),
    );
  return [{ kind: 'file', id: '', fields: conflicts, ...part(files, valuesIn) }];
}

/** The order of a file. */
export function sorted<T extends { readonly id: string }>(records: readonly T[]): T[] {
  return [...records].sort((a, b) => compareCodePoints(a.id, b.id));
}

export function byPlace(a: ConflictIn<string, unknown>, b: ConflictIn<string, unknown>): number {
  return compareCodePoints(a.kind, b.kind) || compareCodePoints(a.id, b.id);
}

function sumEdits(counts: readonly EditCounts[]): EditCounts {
  const sum = (side: Side): number => counts.reduce((total, count) => total + count[side], 0);
  return { ours: sum('ours'), theirs: sum('theirs') };
}
