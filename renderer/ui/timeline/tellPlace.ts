import type { TFunction } from 'i18next';
import type { RefObject } from 'react';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';

export interface TellPlaceOptions {
  readonly session: EditorSession;
  readonly t: TFunction;
  /** Frames. */
  readonly total: number;
  readonly grid: RefObject<HTMLElement | null>;
  readonly said: RefObject<HTMLElement | null>;
}

/** Says the frame and how the object is labelled there, to those who walk the grid by keys. Returns how to stop. */
export function tellPlace({ session, t, total, grid, said }: TellPlaceOptions): () => void {
  const { state, tracks } = session;
  return state.subscribe(({ frameId, followed }, before) => {
    if (frameId === before.frameId && followed === before.followed) return;
    if (said.current === null || grid.current !== document.activeElement) return;
    const index = frameId && tracks.lives.indexOf(frameId);
    if (index === undefined || followed === undefined) return;
    const seen = tracks.lives.of(followed).find((one) => one.index === index);
    const frame = t('timeline.frameOf', { n: index + 1, total });
    said.current.textContent = t(`timeline.here.${seen?.kind ?? 'absent'}`, { frame });
  });
}
