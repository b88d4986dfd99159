import { compareCodePoints } from '../../dataset/naturalOrder.ts';
import { tracksFileSchema, type TrackJson, type TracksFile } from '../tracksFile.ts';
import { FieldMerge, mergeDerived } from './fieldMerge.ts';
import { mergeRecords, type ConflictIn } from './mergeRecords.ts';
import { byPlace, sorted, type FileConflict, type Merged, type MergeOptions } from './mergeSidecars.ts';
import { TRACK_KIND } from './recordKinds.ts';
import { part, type BothSides } from './threeWay.ts';

const KNOWN = new Set(Object.keys(tracksFileSchema.shape));

export type TracksConflict = ConflictIn<'track', TrackJson> | FileConflict;

/**
 * As `mergeSidecars`, of a `tracks.json`. A number that two people gave to different tracks is no conflict: one of the
 * tracks gets the next free one.
 */
export function mergeTracksFiles(
  base: TracksFile | undefined,
  ours: TracksFile,
  theirs: TracksFile,
  { prefer = 'ours' }: MergeOptions = {},
): Merged<TracksFile, TracksConflict> {
  const files: BothSides<TracksFile> = { base, ours, theirs };
  const tracks = mergeRecords(
    TRACK_KIND,
    part(files, (file) => file.tracks),
    prefer,
  );
  const fields = new FieldMerge(prefer);
  const merged: TracksFile = {
    ...fields.keys<unknown>('', files, KNOWN),
    format: ours.format,
    version: ours.version,
    generator: mergeDerived(part(files, (file) => file.generator)) ?? ours.generator,
    sequence: mergeDerived(part(files, (file) => file.sequence)) ?? ours.sequence,
    tracks: withUniqueNumbers(tracks.records, base?.tracks ?? []),
  };
  const ofFile: readonly TracksConflict[] =
    fields.conflicts.length === 0
      ? []
      : [
          {
            kind: 'file',
            id: '',
            fields: fields.conflicts,
            ...part(files, (file) => valuesOf(file, fields.conflicts)),
          },
        ];
  return { merged, conflicts: [...tracks.conflicts, ...ofFile].sort(byPlace), edits: tracks.edits };
}

function valuesOf(file: TracksFile, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, file[name]]));
}

/** Who had a number before both began keeps it, then the smaller id: the same for everybody who merges. */
export function withUniqueNumbers(tracks: readonly TrackJson[], base: readonly TrackJson[]): TrackJson[] {
  const before = new Map(base.map(({ id, number }) => [id.toLowerCase(), number]));
  const isNew = ({ id, number }: TrackJson): boolean => before.get(id.toLowerCase()) !== number;
  const claims = [...tracks].sort(
    (a, b) =>
      Number(isNew(a)) - Number(isNew(b)) || compareCodePoints(a.id.toLowerCase(), b.id.toLowerCase()),
  );
  const taken = new Set<number>();
  let largest = Math.max(0, ...tracks.map(({ number }) => number));
  const unique: TrackJson[] = [];
  for (const track of claims) {
    const number = taken.has(track.number) ? ++largest : track.number;
    taken.add(number);
    unique.push(number === track.number ? track : { ...track, number });
  }
  return sorted(unique);
}
