import type { SequenceMotion } from '#shared/labels/motion/sequenceMotion.ts';
import type { Seen } from '#renderer/editor/session/trackLives.ts';

/** A life in numbers. */
export interface LifeFacts {
  /** Of the first and the last frame, from 1. */
  readonly first: number;
  readonly last: number;
  /** From the first to the last; undefined where frames do not say when they are. */
  readonly seconds: number | undefined;
  /** Frames between the first and the last in which it is not labelled. */
  readonly missing: number;
  readonly keyframes: number;
  /** Frames from one keyframe to the next on average, whole; undefined: there is none to the next. */
  readonly spacing: number | undefined;
}

/** Undefined for an object that is in no frame. */
export function lifeFacts(life: readonly Seen[], { times, isTimed }: SequenceMotion): LifeFacts | undefined {
  const [first, last] = [life[0], life.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const keyframes = life.filter(({ kind }) => kind === 'keyframe');
  const between = keyframes.length - 1;
  return {
    first: first.index + 1,
    last: last.index + 1,
    seconds: isTimed ? times[last.index]! - times[first.index]! : undefined,
    missing: last.index - first.index + 1 - life.length,
    keyframes: keyframes.length,
    spacing: between < 1 ? undefined : Math.round((keyframes.at(-1)!.index - keyframes[0]!.index) / between),
  };
}
