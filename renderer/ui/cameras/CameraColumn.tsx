import { useCallback, useMemo, type CSSProperties, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/dataset/dataset.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { CameraAspects } from './cameraAspect.ts';
import { CameraImage } from './CameraImage.tsx';
import { frontFirst } from './cameraOrder.ts';
import { cameraColumn } from './cameraRows.ts';
import { CameraTools } from './CameraTools.tsx';
import { FollowTile } from './FollowTile.tsx';
import { useLayoutChoice, type LayoutSize } from './useLayoutChoice.ts';
import './cameras.css';

/** The images of the frame: the front camera's large, the others in pairs; at the foot what follows the selection. */
export function CameraColumn(): ReactNode {
  const { t } = useTranslation();
  const { sequence, images } = useWorkspace();
  const cameras = useMemo(() => frontFirst(sequence.cameras), [sequence]);
  const aspects = useMemo(() => new CameraAspects(images), [images]);
  const frame = useEditor((state) => sequence.frames.find(({ id }) => id === state.frameId));
  const enlarged = useEditor(({ imageStage }) =>
    imageStage.kind === 'camera' ? imageStage.cameraId : undefined,
  );
  const aspect = aspects.of(cameras[0], frame?.images ?? []);
  const choose = useCallback(
    (size: LayoutSize) => cameraColumn(cameras.length, aspect, size),
    [cameras.length, aspect],
  );
  const [ref, { rows, hasFollowTile }] = useLayoutChoice(choose);
  const style = { '--camera-aspect': aspect } as CSSProperties;
  return (
    <section
      ref={ref}
      className="camera-column"
      aria-label={t('region.cameras')}
      style={style}
      data-keys="canvas"
    >
      {rowsOf(cameras, rows).map((row) => (
        <div key={row[0]?.id} className="camera-row" data-count={row.length}>
          {row.map((camera) => (
            <CameraImage key={camera.id} camera={camera}>
              {camera.id === enlarged && <span className="camera-enlarged" />}
            </CameraImage>
          ))}
        </div>
      ))}
      <CameraTools />
      {hasFollowTile && <FollowTile />}
    </section>
  );
}

function rowsOf(cameras: readonly Camera[], counts: readonly number[]): readonly (readonly Camera[])[] {
  let start = 0;
  return counts.map((count) => {
    start += count;
    return cameras.slice(start - count, start);
  });
}
