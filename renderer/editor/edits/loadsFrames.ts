import type { FrameId } from '../document/records.ts';

/** Brings frames' labels into the document. */
export interface LoadsFrames {
  /** Answers the frames whose labels cannot be had. */
  ensure(frameIds: readonly FrameId[]): Promise<readonly FrameId[]>;
  /** Does something while they are loaded, which nobody forgets until it is done. */
  withFrames<Result>(
    frameIds: readonly FrameId[],
    work: (unread: readonly FrameId[]) => Result | Promise<Result>,
  ): Promise<Result>;
}
