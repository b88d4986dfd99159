import { useCallback, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { CommandId } from '#renderer/editor/commands/commandTable.ts';
import type { TrackId } from '#renderer/editor/document/records.ts';
import { CommandMenu } from '../controls/CommandMenu.tsx';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';

/** In the order in which an object is worked through; what goes elsewhere, and what takes it away, at the end. */
const LINES: readonly (CommandId | '-')[] = [
  'track.keyframe',
  'track.moveKeyframeBack',
  'track.moveKeyframeOn',
  'track.confirm',
  '-',
  'track.interpolate',
  'track.carryNext',
  'track.propagate',
  'track.propagateBack',
  '-',
  'track.startHere',
  'track.endHere',
  'track.split',
  'track.swap',
  'track.merge',
  '-',
  'track.previousKeyframe',
  'track.nextKeyframe',
  'track.bestFrame',
  '-',
  'track.delete',
];

/** Where a menu was asked for, and what for. */
export interface TimelineMenuRequest {
  readonly trackId: TrackId;
  readonly index: number;
  readonly at: { readonly clientX: number; readonly clientY: number };
  /** Resolves when the object is selected in that frame: commands act on what is on screen. */
  readonly ready: Promise<void>;
}

export interface TimelineMenuProps {
  readonly request: TimelineMenuRequest;
  onClose(): void;
}

/** What can be done with an object in a frame of the timeline. */
export function TimelineMenu({ request, onClose }: TimelineMenuProps): ReactNode {
  const { t } = useTranslation();
  const { session, sequence } = useWorkspace();
  const { state, commands, document, tracks } = session;
  // Which commands are enabled follows the object's life, too.
  useStore(tracks.lives.version);
  const track = useEditor(() => document.get(request.trackId));
  const pick = useCallback(
    async (command: CommandId) => {
      onClose();
      await request.ready;
      const { followed, frameId } = state.getState();
      const isThere = followed === request.trackId && frameId === tracks.lives.frameAt(request.index);
      if (isThere) commands.run(command);
    },
    [commands, onClose, request, state, tracks],
  );
  const frame = t('timeline.frameOf', { n: request.index + 1, total: sequence.frames.length });
  const name = track === undefined ? frame : `${track.class} ${track.number} · ${frame}`;
  return (
    <CommandMenu
      name={name}
      at={request.at}
      lines={LINES}
      onPick={(command) => void pick(command)}
      onClose={onClose}
    />
  );
}
