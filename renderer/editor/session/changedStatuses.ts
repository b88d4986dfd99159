import type { FrameId } from '../document/records.ts';
import type { FrameStatus } from './editorState.ts';

/** The statuses with those of some frames brought up to date; undefined when none of them is another than before. */
export function changedStatuses(
  frames: ReadonlyMap<FrameId, FrameStatus>,
  frameIds: Iterable<FrameId>,
  statusOf: (frameId: FrameId) => FrameStatus,
): ReadonlyMap<FrameId, FrameStatus> | undefined {
  let next: Map<FrameId, FrameStatus> | undefined;
  for (const frameId of frameIds) {
    const status = statusOf(frameId);
    const last = frames.get(frameId);
    const isSame =
      last?.state === status.state && last.objects === status.objects && last.isDone === status.isDone;
    if (isSame) continue;
    next ??= new Map(frames);
    next.set(frameId, status);
  }
  return next;
}
