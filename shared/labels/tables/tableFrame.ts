import type { Timestamp } from '../../dataset/dataset.ts';
import { reviewEntryOf, type Verdict } from '../review.ts';
import type { Sidecar } from '../sidecar.ts';
import type { TrackJson } from '../tracksFile.ts';
import { nanosecondsOf } from './table.ts';

/** A frame's labels with what the rows of its tables need beside them. */
export interface TableFrame {
  /** What the dataset is called. */
  readonly dataset: string;
  /** Of the sidecar, relative to the dataset. */
  readonly path: string;
  readonly sidecar: Sidecar;
  /** Of the sequence, by id in lower case; empty where there is no `tracks.json`. */
  readonly tracks: ReadonlyMap<string, TrackJson>;
  readonly timestamp: Timestamp | undefined;
  readonly timestampNs: bigint | null;
  /** By the id of an object or a 2D box in lower case; of the frame, by the empty text. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
}

/** Something of a frame. */
export interface InFrame<T> {
  readonly frame: TableFrame;
  readonly record: T;
}

export type FrameParts = Pick<TableFrame, 'dataset' | 'path' | 'sidecar' | 'tracks'>;

export function tableFrameOf(parts: FrameParts): TableFrame {
  const timestamp = timestampOf(parts.sidecar);
  return {
    ...parts,
    timestamp,
    timestampNs: nanosecondsOf(timestamp?.ns),
    verdicts: verdictsOf(parts.sidecar),
  };
}

/**
 * Of the cloud that the frame is named by; where it has none, of the sensor that the label frame is named by; else the
 * earliest.
 */
function timestampOf({ frame, sources, labelFrame }: Sidecar): Timestamp | undefined {
  const named = sources.find(({ role, path }) => role === 'cloud' && path === frame.id)?.sensor;
  for (const sensor of [named, labelFrame])
    if (sensor !== undefined && Object.hasOwn(frame.timestamps, sensor)) return frame.timestamps[sensor];
  return Object.values(frame.timestamps).reduce<Timestamp | undefined>(
    (earliest, one) => (earliest === undefined || isEarlier(one, earliest) ? one : earliest),
    undefined,
  );
}

function isEarlier(a: Timestamp, b: Timestamp): boolean {
  const [nsA, nsB] = [nanosecondsOf(a.ns), nanosecondsOf(b.ns)];
  return nsA !== null && (nsB === null || nsA < nsB);
}

function verdictsOf({ review }: Sidecar): ReadonlyMap<string, Verdict> {
  const verdicts = new Map<string, Verdict>();
  for (const json of review) {
    const entry = reviewEntryOf(json);
    if (entry?.kind === 'verdict') verdicts.set(entry.object?.toLowerCase() ?? '', entry.verdict);
  }
  return verdicts;
}
