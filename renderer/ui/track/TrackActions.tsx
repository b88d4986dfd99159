import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandId } from '#renderer/editor/commands/commandTable.ts';
import { commandTitle } from '#renderer/i18n/commandTitles.ts';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { useCommandTooltip, useLanguage } from '../controls/useLanguage.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';

/** In the order in which an object is worked through. */
const ACTIONS: readonly CommandId[] = [
  'track.keyframe',
  'track.interpolate',
  'track.refine',
  'track.carryNext',
  'track.propagate',
  'track.endHere',
  'track.split',
  'track.merge',
  'track.bestFrame',
  'track.delete',
];

/** What can be done with the object through time; each has its key. */
export function TrackActions(): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="track-actions" role="group" aria-label={t('track.actions')}>
      {ACTIONS.map((command) => (
        <Action key={command} command={command} />
      ))}
    </div>
  );
}

function Action({ command }: { readonly command: CommandId }): ReactNode {
  const { commands } = useWorkspace().session;
  const tooltip = useCommandTooltip(command);
  const title = commandTitle(command, useLanguage());
  const isEnabled = useEditor(() => commands.isEnabled(command));
  return (
    <button
      type="button"
      className="track-action"
      title={tooltip}
      disabled={!isEnabled}
      data-command={command}
      onMouseDown={keepKeysInViews}
      onClick={() => commands.run(command)}
    >
      <span className="track-action__title">{title}</span>
      <KeyCaps command={command} />
    </button>
  );
}
