import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrackId } from '#renderer/editor/document/records.ts';
import { CameraImage } from './CameraImage.tsx';
import { useBestCamera } from './useBestCamera.ts';

/** A track, or else the proposal that is looked at, near, in the camera that sees it best; or why nothing is seen. */
export function NearImage({ trackId }: { readonly trackId: TrackId | undefined }): ReactNode {
  const { t } = useTranslation();
  const subject = useBestCamera(trackId);
  if (subject?.camera === undefined)
    return (
      <p className="image-empty">{subject === undefined ? t('images.followsNothing') : t('images.unseen')}</p>
    );
  const { camera, follows } = subject;
  return <CameraImage key={camera.id} camera={camera} place="follow" follows={follows} />;
}
