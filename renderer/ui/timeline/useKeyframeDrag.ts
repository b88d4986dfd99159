import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import type { TrackId } from '#renderer/editor/document/records.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { KeyframeDrag } from './keyframeDrag.ts';
import type { LanePainter } from './lanePainter.ts';
import type { TimelineView } from './timelineView.ts';

export interface KeyframeDragParts {
  readonly grid: RefObject<HTMLElement | null>;
  readonly lanes: RefObject<HTMLElement | null>;
  readonly painter: RefObject<LanePainter | undefined>;
  readonly view: TimelineView;
  trackAt(target: EventTarget | null): TrackId | undefined;
  /** Shows the object in the frame that its keyframe has come to. */
  onMoved(trackId: TrackId, index: number): Promise<void>;
}

/** Lets keyframes be dragged along their rows, past React. */
export function useKeyframeDrag(parts: KeyframeDragParts): RefObject<KeyframeDrag | undefined> {
  const { session } = useWorkspace();
  const drag = useRef<KeyframeDrag>(undefined);
  const { grid, lanes, painter, view } = parts;
  const trackAt = useEffectEvent(parts.trackAt);
  const onMoved = useEffectEvent(parts.onMoved);
  useEffect(() => {
    if (grid.current === null || lanes.current === null) return undefined;
    const { document, tracks } = session;
    const { edits, lives } = tracks;
    const made = new KeyframeDrag({
      grid: grid.current,
      lanes: lanes.current,
      view,
      lives,
      trackAt: (target) => trackAt(target),
      isStatic: (trackId) => document.get(trackId)?.isStatic === true,
      mayMove: (trackId) => edits.mayMoveKeyframe(trackId),
      hold: (held) => painter.current?.hold(held),
      move: async (trackId, move) => {
        if (await edits.moveKeyframe(trackId, move)) await onMoved(trackId, move.to);
      },
    });
    drag.current = made;
    return () => {
      drag.current = undefined;
      made.dispose();
    };
  }, [grid, lanes, painter, session, view]);
  return drag;
}
