import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../controls/IconButton.tsx';
import { useCommandTooltip } from '../controls/useLanguage.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import { CameraImage } from './CameraImage.tsx';
import './stage.css';

/** One camera in the large place of the scene, which stays as it is beneath. */
export function LargeImage(): ReactNode {
  const { t } = useTranslation();
  const { session, sequence } = useWorkspace();
  const cameraId = useEditor(({ imageStage }) =>
    imageStage.kind === 'camera' ? imageStage.cameraId : undefined,
  );
  const previous = useCommandTooltip('images.previous');
  const next = useCommandTooltip('images.next');
  const camera = sequence.cameras.find(({ id }) => id === cameraId);
  if (camera === undefined) return null;
  const back = (): void => session.setImageStage({ kind: 'scene' });
  return (
    <div className="large-image" data-keys="canvas">
      <CameraImage key={camera.id} camera={camera} place="large" onDoubleClick={back}>
        <div className="camera-tools on-photo" data-keys="controls" onMouseDown={keepKeysInViews}>
          {sequence.cameras.length > 1 && (
            <>
              <IconButton
                icon={ChevronLeft}
                name={previous}
                onClick={() => session.commands.run('images.previous')}
              />
              <IconButton
                icon={ChevronRight}
                name={next}
                onClick={() => session.commands.run('images.next')}
              />
            </>
          )}
          <IconButton icon={X} name={t('images.back')} onClick={back} />
        </div>
      </CameraImage>
    </div>
  );
}
