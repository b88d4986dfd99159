import { Pin } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrackId } from '#renderer/editor/document/records.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import { NearImage } from './NearImage.tsx';
import './followTile.css';

/** The selected object, near, in the camera that sees it best; the pin keeps it while others are selected. */
export function FollowTile(): ReactNode {
  const { t } = useTranslation();
  const { session } = useWorkspace();
  const [pinned, setPinned] = useState<TrackId>();
  const selection = useEditor((state) => state.selection[0]);
  const selected = selection === undefined ? undefined : session.document.get(selection)?.trackId;
  const trackId = pinned ?? selected;
  const isPinned = pinned !== undefined;
  return (
    <section className="follow-tile photo" aria-label={t('images.follows')} data-testid="follow-tile">
      <NearImage trackId={trackId} />
      <div className="follow-tile__head" data-keys="controls" onMouseDown={keepKeysInViews}>
        <IconButton
          icon={Pin}
          name={t(isPinned ? 'images.unpin' : 'images.pin')}
          aria-pressed={isPinned}
          disabled={trackId === undefined}
          onClick={() => setPinned(isPinned ? undefined : trackId)}
        />
        <span>{t(isPinned ? 'images.pinned' : 'images.follows')}</span>
      </div>
    </section>
  );
}
