import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../controls/IconButton.tsx';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import { NearImage } from './NearImage.tsx';
import './stage.css';

/** The fourth quarter of the close-up: the selected object in the camera that sees it best. */
export function CloseUpImage(): ReactNode {
  const { t } = useTranslation();
  const { session, sequence } = useWorkspace();
  const isCloseUp = useEditor(({ imageStage }) => imageStage.kind === 'closeUp');
  const trackId = useEditor(({ selection: [first, ...others] }) =>
    first === undefined || others.length > 0 ? undefined : session.document.get(first)?.trackId,
  );
  if (!isCloseUp || sequence.cameras.length === 0) return null;
  return (
    <section className="close-up-image photo" aria-label={t('images.follows')} data-keys="canvas">
      <NearImage trackId={trackId} />
      <div className="camera-tools on-photo" data-keys="controls" onMouseDown={keepKeysInViews}>
        <IconButton icon={X} name={t('images.back')} onClick={() => session.commands.run('view.closeUp')} />
      </div>
    </section>
  );
}
