import { useCallback, useEffect, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Batch } from '#renderer/batch/batch.ts';
import { enclosingCuboid } from '#renderer/batch/enclosingCuboid.ts';
import { VersionPainter, type ShownVersion } from '#renderer/batch/versionPainter.ts';
import type { CuboidRecord } from '#renderer/editor/document/records.ts';
import { classColorOf } from '#renderer/images/classColorOf.ts';
import { SCENE_THEMES } from '#renderer/scene/sceneTheme.ts';
import { useTheme } from '#renderer/state/theme.ts';
import { BatchCell } from '../batch/BatchCell.tsx';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { sceneClassColor } from '../view/sceneClassColor.ts';

export interface VersionPicturesProps {
  readonly pictures: Batch;
  /** Whose it is, for those who do not see it. */
  readonly side: string;
  readonly record: CuboidRecord;
  readonly other: CuboidRecord | undefined;
}

/** One version of a cuboid from above and on its best image, the other drawn thin beside it; both sides look alike. */
export function VersionPictures({ pictures, side, record, other }: VersionPicturesProps): ReactNode {
  const { t } = useTranslation();
  const { session, sequence, dataset } = useWorkspace();
  const theme = useTheme();
  const { frameId, cuboid, trackId } = record;
  const className = session.document.get(trackId)?.class ?? '';
  const ghost = other?.cuboid;
  const look = useMemo(() => lookAt(cuboid, ghost), [cuboid, ghost]);
  useEffect(() => pictures.crops.want(new Map([[frameId, look]])), [pictures, frameId, look]);
  const unseen = t('images.unseen');
  const paint = useCallback(
    (canvas: HTMLCanvasElement, row: 'top' | 'image', color: string) => {
      const shown: ShownVersion = { frameId, cuboid, ghost, look, color };
      return new VersionPainter({ canvas, batch: pictures, shown, row, theme: SCENE_THEMES[theme], unseen });
    },
    [pictures, frameId, cuboid, ghost, look, theme, unseen],
  );
  const top = useCallback(
    (canvas: HTMLCanvasElement) => paint(canvas, 'top', sceneClassColor(dataset.ontology, theme)(className)),
    [paint, dataset, theme, className],
  );
  const image = useCallback(
    (canvas: HTMLCanvasElement) => paint(canvas, 'image', classColorOf(dataset)(className)),
    [paint, dataset, className],
  );
  return (
    <>
      <BatchCell name={t('conflict.top', { side })} className="conflict__picture" create={top} />
      {sequence.cameras.length > 0 && (
        <BatchCell
          name={t('conflict.image', { side })}
          className="conflict__picture batch-cell--image"
          create={image}
        />
      )}
    </>
  );
}

/** The same whichever of the two is mine, but for how it is turned. */
function lookAt(cuboid: CuboidRecord['cuboid'], ghost: CuboidRecord['cuboid'] | undefined) {
  if (ghost === undefined) return enclosingCuboid(cuboid);
  const [first, second] = cuboid.centre[0] <= ghost.centre[0] ? [cuboid, ghost] : [ghost, cuboid];
  return enclosingCuboid(first, second);
}

/** Brings the pieces of clouds and images that the pictures show, as long as they are there. */
export function usePictures(): Batch {
  const { session, sequence, images, clouds } = useWorkspace();
  const pictures = useMemo(
    () => new Batch({ session, sequence, images, clouds }),
    [session, sequence, images, clouds],
  );
  useEffect(
    () => () => {
      pictures.crops.clear();
      pictures.imageCrops.clear();
    },
    [pictures],
  );
  return pictures;
}
