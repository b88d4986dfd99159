import { useCallback, useMemo, type CSSProperties, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { CameraAspects } from './cameraAspect.ts';
import { CameraImage } from './CameraImage.tsx';
import { frontFirst } from './cameraOrder.ts';
import { CameraTools } from './CameraTools.tsx';
import { compareColumns } from './compareColumns.ts';
import { useLayoutChoice, type LayoutSize } from './useLayoutChoice.ts';
import './stage.css';

/** All cameras side by side, over the column and the views. */
export function CompareImages(): ReactNode {
  const { t } = useTranslation();
  const { sequence, images } = useWorkspace();
  const cameras = useMemo(() => frontFirst(sequence.cameras), [sequence]);
  const aspects = useMemo(() => new CameraAspects(images), [images]);
  const frame = useEditor((state) => sequence.frames.find(({ id }) => id === state.frameId));
  const aspect = aspects.of(cameras[0], frame?.images ?? []);
  const choose = useCallback(
    (size: LayoutSize) => [compareColumns(cameras.length, aspect, size)],
    [cameras.length, aspect],
  );
  const [ref, [columns = 1]] = useLayoutChoice(choose);
  return (
    <section
      ref={ref}
      className="compare-images"
      aria-label={t('images.all')}
      style={{ '--columns': columns } as CSSProperties}
      data-keys="canvas"
    >
      {cameras.map((camera) => (
        <CameraImage key={camera.id} camera={camera} />
      ))}
      <CameraTools />
    </section>
  );
}
