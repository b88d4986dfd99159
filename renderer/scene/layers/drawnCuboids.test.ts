import { expect, test } from 'vitest';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import type { EditorState } from '#renderer/editor/session/editorState.ts';
import {
  PLAIN_TRACK_VIEW,
  withHidden,
  withIsolated,
  withLockToggled,
} from '#renderer/editor/session/trackView.ts';
import { NO_FILTER } from '#renderer/editor/session/viewFilter.ts';
import { LabelDocument } from '#renderer/editor/document/labelDocument.ts';
import type { FrameId } from '#renderer/editor/document/records.ts';
import { cuboidIdOf, someCuboid, someTrack } from '#renderer/editor/testing/someRecords.ts';
import { shownCuboids } from './drawnCuboids.ts';

const FRAME = 'a' as FrameId;

function shown(changes: Partial<EditorState>): ReturnType<typeof shownCuboids> {
  const document = new LabelDocument();
  document.loadTracks([someTrack(1), someTrack(2), someTrack(3)]);
  document.loadFrame(
    FRAME,
    [1, 2, 3].map((track) => someCuboid(track, FRAME)),
  );
  const state = {
    frameId: FRAME,
    selection: [],
    hovered: undefined,
    trackView: PLAIN_TRACK_VIEW,
    filter: NO_FILTER,
    ...changes,
  };
  // Only these are read.
  const session = { document, state: { getState: () => state } } as unknown as EditorSession;
  return shownCuboids(session, () => '#39ABD6');
}

function numbers(changes: Partial<EditorState>): readonly (number | undefined)[] {
  return shown(changes).map(({ trackNumber }) => trackNumber);
}

test('hovered and selected cuboids lie on top', () => {
  const changes = { selection: [cuboidIdOf(1, FRAME)], hovered: cuboidIdOf(2, FRAME) };
  expect(numbers(changes)).toEqual([3, 2, 1]);
});

test('hidden cuboids are not drawn, not even when selected in the list', () => {
  const trackView = withHidden(PLAIN_TRACK_VIEW, [someTrack(2).id]);
  expect(numbers({ trackView })).toEqual([1, 3]);
  expect(numbers({ trackView, selection: [cuboidIdOf(2, FRAME)] })).toEqual([1, 3]);
});

test('isolated ones are drawn alone', () => {
  expect(numbers({ trackView: withIsolated(PLAIN_TRACK_VIEW, [someTrack(2).id]) })).toEqual([2]);
});

test('locked ones are drawn, and known as such: they have no handles', () => {
  const trackView = withLockToggled(PLAIN_TRACK_VIEW, [someTrack(1).id]);
  expect(shown({ trackView }).map(({ isLocked }) => isLocked)).toEqual([true, false, false]);
});
