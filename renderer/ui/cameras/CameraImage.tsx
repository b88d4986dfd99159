import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/dataset/dataset.ts';
import { describeProblem } from '#shared/problems/describeProblem.ts';
import { ImagePanel } from '#renderer/images/ImagePanel.tsx';
import type { Followed, ImageLook } from '#renderer/images/imageLook.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { CameraMark } from '../calibration/CameraMark.tsx';
import { useLanguage } from '../controls/useLanguage.ts';
import { usePointsLook } from './usePointsLook.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { MoveKeys } from '../view/MoveKeys.tsx';
import { isUndistorted } from './undistortSetting.ts';
import { UndistortSwitch } from './UndistortSwitch.tsx';
import { useDistortingLens } from './useDistortingLens.ts';

export interface CameraImageProps {
  readonly camera: Camera;
  /** Set where another panel shows the same camera already. */
  readonly place?: 'large' | 'follow' | 'review';
  readonly follows?: Followed;
  /** What it stays close to instead, pixels of the image. */
  readonly area?: ImageLook['area'];
  /** Drawn over all else. */
  readonly over?: ImageLook['over'];
  /** Default: the camera comes into the large place; on an object the scene flies there. */
  onDoubleClick?(): void;
  readonly children?: ReactNode;
}

/** A camera's image as the settings, the language and the workspace have it. */
export function CameraImage(props: CameraImageProps): ReactNode {
  const { camera, place, follows, area, over, children } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const { session, images, undistorted, points, path } = useWorkspace();
  const tone = usePreferences((settings) => settings.imageTone);
  const isFlat = usePreferences((settings) => isUndistorted(settings, path, camera.id));
  const canBeFlat = useDistortingLens(camera);
  // The tile that follows the selection has no room for it.
  const hasSwitch = canBeFlat && place !== 'follow';
  const pointsLook = usePointsLook();
  const texts = useMemo(
    () => ({
      noImage: t('images.none'),
      notProjected: t('images.notProjected'),
      notUndistorted: t('images.notUndistorted'),
      describe: (problem: Parameters<typeof describeProblem>[0]) => describeProblem(problem, language),
    }),
    [t, language],
  );
  const look = useMemo(
    () => ({
      tone,
      isUndistorted: isFlat,
      points: pointsLook,
      follows,
      area,
      over,
      // Never 100: what it is said of is in the image.
      truncated: (ratio: number) => t('images.truncated', { percent: Math.min(99, Math.round(ratio * 100)) }),
    }),
    [tone, isFlat, pointsLook, follows, area, over, t],
  );
  const enlarge = (): void => {
    if (session.state.getState().hovered !== undefined) session.commands.run('view.flyToSelection');
    else session.setImageStage({ kind: 'camera', cameraId: camera.id });
  };
  const id = place === undefined ? `image-${camera.id}` : `${place}-image-${camera.id}`;
  return (
    <ImagePanel
      id={id}
      session={session}
      camera={camera}
      images={images}
      undistorted={undistorted}
      points={points}
      texts={texts}
      look={look}
      switches={
        <>
          {hasSwitch && <UndistortSwitch camera={camera} isOn={isFlat} />}
          <CameraMark camera={camera} />
        </>
      }
      onDoubleClick={props.onDoubleClick ?? enlarge}
    >
      <MoveKeys viewId={id} />
      {children}
    </ImagePanel>
  );
}
