import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import type { FrameId } from '#renderer/editor/document/records.ts';
import type { TimelineView } from './timelineView.ts';

export interface PlayheadParts {
  /** Over the frame that one is at, or goes to. */
  readonly head: HTMLElement;
  /** Says its number. */
  readonly chip: HTMLElement;
  /** Over the frame on screen, while another one is on its way. */
  readonly shown: HTMLElement;
  readonly position: HTMLElement;
  readonly time: HTMLElement;
  /** Where the frames are gone through; it says where one is to those who do not see it. */
  readonly slider: HTMLElement;
}

export interface PlayheadOptions extends PlayheadParts {
  readonly session: EditorSession;
  readonly view: TimelineView;
  /** @param n from 1 */
  describe(n: number): string;
}

/** Moves the line over the frames, past React: frames may go by many times a second. Returns how to stop. */
export function followFrames(options: PlayheadOptions): () => void {
  const { session, view, head, chip, shown, position, time, slider } = options;
  const { state, tracks } = session;
  let lastIndex = -1;
  const update = (): void => {
    const { frameId, requestedFrameId } = state.getState();
    const index = view.pointed ?? indexOf(requestedFrameId ?? frameId);
    if (index !== lastIndex) {
      lastIndex = index;
      chip.textContent = String(index + 1);
      position.textContent = String(index + 1);
      slider.setAttribute('aria-valuenow', String(index + 1));
      slider.setAttribute('aria-valuetext', options.describe(index + 1));
      const seconds = tracks.motion.isTimed ? tracks.motion.times[index] : undefined;
      time.textContent = seconds === undefined ? '' : `${seconds.toFixed(2)} s`;
      view.bringInSight(index);
    }
    place(head, index);
    const onScreen = indexOf(frameId);
    place(shown, onScreen === index ? -1 : onScreen);
  };
  const indexOf = (frameId: FrameId | undefined): number =>
    frameId === undefined ? -1 : (tracks.lives.indexOf(frameId) ?? -1);
  const place = (element: HTMLElement, index: number): void => {
    const x = index < 0 ? -1 : view.xOf(index);
    element.hidden = x < 0 || x > view.width;
    element.style.transform = `translateX(${x}px)`;
  };
  update();
  const stops = [
    view.subscribe(update),
    state.subscribe(({ frameId, requestedFrameId }, before) => {
      if (frameId !== before.frameId || requestedFrameId !== before.requestedFrameId) update();
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
