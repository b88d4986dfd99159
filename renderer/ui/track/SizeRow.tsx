import { Lock, LockOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrackRecord } from '#renderer/editor/document/records.ts';
import { formatMetres } from '#renderer/i18n/format.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useCommandTooltip } from '../controls/useLanguage.ts';
import { PropertyRow } from '../inspector/PropertyRow.tsx';
import { useSettledCuboids } from '../session/useCuboids.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';

/** The one size that the object has in every frame, or the one that it has in this frame. */
export function SizeRow({ track }: { readonly track: TrackRecord }): ReactNode {
  const { t } = useTranslation();
  const { commands } = useWorkspace().session;
  const frameId = useEditor((state) => state.frameId);
  const here = useSettledCuboids(frameId).find(({ trackId }) => trackId === track.id);
  const isEnabled = useEditor(() => commands.isEnabled('track.size'));
  const tooltip = useCommandTooltip('track.size');
  const size = track.size ?? here?.cuboid.size;
  const isLocked = track.size !== undefined;
  const where = isLocked ? t('track.everywhere') : size === undefined ? '' : t('track.here');
  return (
    <PropertyRow label={t('track.size')} unit="m">
      <span className="track-panel__value">{size?.map(formatMetres).join(' × ') ?? '–'}</span>
      <span className="inspector__faint" title={where}>
        {where}
      </span>
      <IconButton
        icon={isLocked ? Lock : LockOpen}
        name={tooltip}
        className="track-panel__lock"
        aria-pressed={isLocked}
        disabled={!isEnabled}
        onMouseDown={keepKeysInViews}
        onClick={() => commands.run('track.size')}
      />
    </PropertyRow>
  );
}
