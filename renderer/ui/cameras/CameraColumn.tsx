import { useMemo, useState, type CSSProperties, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/dataset/dataset.ts';
import { describeProblem } from '#shared/problems/describeProblem.ts';
import { ImagePanel, type ImagePanelProps } from '#renderer/images/ImagePanel.tsx';
import { useLanguage } from '../controls/useLanguage.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { CameraAspects } from './cameraAspect.ts';
import { frontFirst, withLarge } from './cameraOrder.ts';
import { useCameraRows } from './useCameraRows.ts';
import './cameras.css';

/** The images of the frame: the front camera's large, the others in pairs. A double-click makes another one large. */
export function CameraColumn(): ReactNode {
  const { t } = useTranslation();
  const { session, sequence, images } = useWorkspace();
  const texts = useImageTexts();
  const [largeId, setLargeId] = useState<string>();
  const cameras = useMemo(() => withLarge(frontFirst(sequence.cameras), largeId), [sequence, largeId]);
  const aspects = useMemo(() => new CameraAspects(images), [images]);
  const frame = useEditor((state) => sequence.frames.find(({ id }) => id === state.frameId));
  const aspect = aspects.of(cameras[0], frame?.images ?? []);
  const [ref, rows] = useCameraRows(cameras.length, aspect);
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
            <ImagePanel
              key={camera.id}
              session={session}
              camera={camera}
              images={images}
              texts={texts}
              onEnlarge={setLargeId}
            />
          ))}
        </div>
      ))}
    </section>
  );
}

function useImageTexts(): ImagePanelProps['texts'] {
  const { t } = useTranslation();
  const language = useLanguage();
  return useMemo(
    () => ({ noImage: t('images.none'), describe: (problem) => describeProblem(problem, language) }),
    [t, language],
  );
}

function rowsOf(cameras: readonly Camera[], counts: readonly number[]): readonly (readonly Camera[])[] {
  let start = 0;
  return counts.map((count) => {
    start += count;
    return cameras.slice(start - count, start);
  });
}
