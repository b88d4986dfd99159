import { useMemo, useState, type CSSProperties, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/dataset/dataset.ts';
import { describeProblem } from '#shared/problems/describeProblem.ts';
import { ImagePanel, type ImagePanelProps } from '#renderer/images/ImagePanel.tsx';
import { useLanguage } from '../controls/useLanguage.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { useCameraRows } from './useCameraRows.ts';
import './cameras.css';

/** Used until a dataset says how large its images are. */
const USUAL_ASPECT = 4 / 3;

/** The images of the frame: the first large, the others in pairs. A double-click makes another one large. */
export function CameraColumn(): ReactNode {
  const { t } = useTranslation();
  const { session, sequence, images } = useWorkspace();
  const texts = useImageTexts();
  const [largeId, setLargeId] = useState<string>();
  const cameras = useMemo(() => withLargeFirst(sequence.cameras, largeId), [sequence, largeId]);
  const aspect = aspectOf(cameras[0]);
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

/** The two cameras change places, the others stay where the eye knows them. */
function withLargeFirst(cameras: readonly Camera[], largeId: string | undefined): readonly Camera[] {
  const at = cameras.findIndex(({ id }) => id === largeId);
  const [first] = cameras;
  const large = cameras[at];
  if (at <= 0 || first === undefined || large === undefined) return cameras;
  return cameras.map((camera, index) => (index === 0 ? large : index === at ? first : camera));
}

function rowsOf(cameras: readonly Camera[], counts: readonly number[]): readonly (readonly Camera[])[] {
  let start = 0;
  return counts.map((count) => {
    start += count;
    return cameras.slice(start - count, start);
  });
}

function aspectOf(camera: Camera | undefined): number {
  if (camera?.width === undefined || camera.height === undefined) return USUAL_ASPECT;
  return camera.width / camera.height;
}
