/** Which frames the timeline shows, and how wide. */
export interface TimeWindow {
  /** The frame at the left edge, in frames from the first one's left edge. */
  readonly first: number;
  /** Width of a frame, CSS pixels. */
  readonly perFrame: number;
}

/** Where frames are wider than this nothing more is seen, CSS pixels. */
const MOST_PER_FRAME = 64;

/** Narrower frames share columns: they would be nothing but noise. CSS pixels. */
export const LEAST_PER_FRAME = 4;

/** A frame that is brought in sight stands so far from the edge that one went over, as a share of the width. */
const MARGIN = 0.1;

/** All of a sequence. */
export function wholeSequence(total: number, width: number): TimeWindow {
  return { first: 0, perFrame: Math.max(width, 1) / Math.max(total, 1) };
}

/** The middle of a frame, CSS pixels from the left edge. */
export function xOfFrame({ first, perFrame }: TimeWindow, index: number): number {
  return (index + 0.5 - first) * perFrame;
}

/** The frame at a place, the nearest one where there is none. */
export function frameAtX({ first, perFrame }: TimeWindow, x: number, total: number): number {
  return Math.min(total - 1, Math.max(0, Math.floor(first + x / perFrame)));
}

/** Frames in sight, those that are cut by an edge included: from `from` to before `to`. */
export function framesInSight(
  { first, perFrame }: TimeWindow,
  width: number,
  total: number,
): { readonly from: number; readonly to: number } {
  return {
    from: Math.max(0, Math.floor(first)),
    to: Math.min(total, Math.ceil(first + width / perFrame)),
  };
}

/** The same window, moved and scaled as little as is needed for no room to be left over. */
export function clampWindow({ first, perFrame }: TimeWindow, total: number, width: number): TimeWindow {
  const whole = wholeSequence(total, width).perFrame;
  const scale = Math.min(Math.max(MOST_PER_FRAME, whole), Math.max(whole, perFrame));
  const most = Math.max(0, total - width / scale);
  return { first: Math.min(most, Math.max(0, first)), perFrame: scale };
}

/** Wider by a factor; what is at `x` stays there. */
export function zoomWindow(
  window: TimeWindow,
  factor: number,
  x: number,
  total: number,
  width: number,
): TimeWindow {
  const { perFrame } = clampWindow({ ...window, perFrame: window.perFrame * factor }, total, width);
  const at = window.first + x / window.perFrame;
  return clampWindow({ first: at - x / perFrame, perFrame }, total, width);
}

/** Moved so that a frame is in sight; the same window where it is. */
export function bringInSight(window: TimeWindow, index: number, total: number, width: number): TimeWindow {
  const shown = width / window.perFrame;
  const { first } = window;
  if (index >= first && index + 1 <= first + shown) return window;
  const margin = shown * MARGIN;
  const next = index < first ? index + 1 + margin - shown : index - margin;
  return clampWindow({ ...window, first: next }, total, width);
}

const STEPS = [1, 2, 5];

/** Frames from one number on the ruler to the next, so that numbers are `least` pixels apart or more. */
export function rulerStep(perFrame: number, least: number): number {
  for (let tens = 1; ; tens *= 10) {
    const step = STEPS.find((one) => one * tens * perFrame >= least);
    if (step !== undefined) return step * tens;
  }
}

/** Frames that share a column: one where they are wide enough. */
export function framesPerColumn(perFrame: number): number {
  return perFrame >= LEAST_PER_FRAME ? 1 : Math.ceil(LEAST_PER_FRAME / perFrame);
}
