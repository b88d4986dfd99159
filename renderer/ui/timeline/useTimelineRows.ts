import { useEffectEvent, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { TrackId } from '#renderer/editor/document/records.ts';
import { useSettledTracks } from '../session/useCuboids.ts';
import { timelineRows, type TimelineRow } from './timelineRows.ts';

/** What was picked here stays where it is under the pointer; what was selected elsewhere comes first, in sight. */
export function useTimelineRows(
  followed: TrackId | undefined,
  scroller: RefObject<HTMLElement | null>,
): readonly [readonly TimelineRow[], (picked: TrackId) => void] {
  const tracks = useSettledTracks();
  const picked = useRef<TrackId>(undefined);
  const [first, setFirst] = useState(followed);
  const comeFirst = useEffectEvent((id: TrackId | undefined) => {
    if (id === picked.current) return;
    picked.current = undefined;
    setFirst(id);
    if (id !== undefined) scroller.current?.scrollTo({ top: 0 });
  });
  useLayoutEffect(() => comeFirst(followed), [followed]);
  const rows = useMemo(() => timelineRows(tracks, first), [tracks, first]);
  return [rows, (id) => (picked.current = id)];
}
