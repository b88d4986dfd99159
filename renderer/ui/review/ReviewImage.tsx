import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rectangle } from '#shared/geometry/rectangle.ts';
import { drawDifference } from '#renderer/images/drawDifference.ts';
import type { SeenImage } from '#renderer/images/imageLook.ts';
import { CameraImage } from '../cameras/CameraImage.tsx';
import { useBestCamera } from '../cameras/useBestCamera.ts';
import { Segments } from '../controls/Segments.tsx';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { FrozenMark } from './FrozenMark.tsx';
import type { Pointed } from './subject.ts';
import { useFindingView } from './useDifference.ts';
import { useNoteView } from './useNoteView.ts';
import { usePointed } from './useReview.ts';

/** A close-up shows three times what it is of; a difference of pixels is to be seen larger than that. */
function closer(area: Rectangle | undefined): Rectangle | undefined {
  if (area === undefined) return undefined;
  const [x, y] = [(area.left + area.right) / 2, (area.top + area.bottom) / 2];
  const [w, h] = [((area.right - area.left) / 2) * CLOSER, ((area.bottom - area.top) / 2) * CLOSER];
  return { left: x - w, top: y - h, right: x + w, bottom: y + h };
}
const CLOSER = 0.6;

/** The camera on which the finding shows most, large, with what differs drawn over it. */
export function ReviewImage(): ReactNode {
  const { t } = useTranslation();
  const { session, sequence } = useWorkspace();
  const isReview = useEditor(({ imageStage }) => imageStage.kind === 'review');
  const pointed = usePointed();
  const note = useNoteView();
  // Chosen for one finding; the next one begins with its own worst camera.
  const [chosen, choose] = useState<{ readonly of: Pointed; readonly camera: string }>();
  const wanted = chosen !== undefined && chosen.of === pointed ? chosen.camera : undefined;
  const view = useFindingView(pointed, wanted);
  const trackId = useEditor(({ selection: [first] }) =>
    first === undefined ? undefined : session.document.get(first)?.trackId,
  );
  const near = useBestCamera(trackId);
  const area = useMemo(() => note?.area ?? closer(view?.area), [note, view]);
  const camera = note?.camera ?? view?.camera ?? near?.camera ?? sequence.cameras[0];
  const shownId = camera?.id;
  const over = useCallback(
    (context: CanvasRenderingContext2D, seen: SeenImage) => {
      if (view !== undefined && view.camera.id === shownId) drawDifference(context, seen, view.difference);
    },
    [view, shownId],
  );
  if (!isReview || camera === undefined) return null;
  return (
    <section className="large-image review-image photo" aria-label={camera.name} data-keys="canvas">
      <CameraImage
        key={camera.id}
        camera={camera}
        place="review"
        {...(view === undefined && note === undefined && near !== undefined ? { follows: near.follows } : {})}
        area={area}
        over={over}
      >
        <div className="review-image__legend">
          {view?.difference.drawn && <span>{t('review.drawn')}</span>}
          {view?.difference.projected && <span>{t('review.projected')}</span>}
          {(view?.difference.suggestedCuboid ?? view?.difference.suggestedBox) && (
            <span className="review-image__suggested">{t('review.suggested')}</span>
          )}
          <FrozenMark />
        </div>
        {view !== undefined && pointed !== undefined && note === undefined && (
          <div className="review-image__cameras" data-keys="controls">
            {view.seenBy.length > 1 ? (
              <Segments
                name={t('review.cameras')}
                value={camera.id}
                choices={view.seenBy.map(({ id, name }) => ({ value: id, text: name }))}
                isDisabled={false}
                onChange={(id) => choose({ of: pointed, camera: id })}
              />
            ) : (
              <span className="review-image__note">
                {t(view.seenBy.length === 1 ? 'review.onlyCamera' : 'review.unseen')}
              </span>
            )}
          </div>
        )}
      </CameraImage>
    </section>
  );
}
