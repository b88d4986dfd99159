import type { TrackId, TrackRecord } from '#renderer/editor/document/records.ts';

/** A line of the timeline: an object of the sequence. */
export interface TimelineRow {
  readonly id: TrackId;
  readonly number: number;
  readonly className: string;
  readonly isStatic: boolean;
}

/** By number, the one that is worked on before all others. */
export function timelineRows(
  tracks: readonly TrackRecord[],
  first: TrackId | undefined,
): readonly TimelineRow[] {
  const rows = tracks.map(({ id, number, class: className, isStatic }) => ({
    id,
    number,
    className,
    isStatic: isStatic === true,
  }));
  const at = rows.findIndex(({ id }) => id === first);
  return at <= 0 ? rows : [rows[at]!, ...rows.slice(0, at), ...rows.slice(at + 1)];
}
