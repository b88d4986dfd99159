import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { boxAbout, ComparePainter } from '#renderer/batch/comparePainter.ts';
import type { CellSide } from '#renderer/batch/cellView.ts';
import type { Crop } from '#renderer/batch/cropStore.ts';
import type { FrameId } from '#renderer/editor/document/records.ts';
import { formatDegrees, formatFixed } from '#renderer/i18n/format.ts';
import { SCENE_THEMES } from '#renderer/scene/sceneTheme.ts';
import { useTheme } from '#renderer/state/theme.ts';
import { BatchCell } from '../batch/BatchCell.tsx';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { sceneClassColor } from '../view/sceneClassColor.ts';
import { numbersOf, type NumberOfBoth, type ObjectDifference } from './objectDifferences.ts';

export interface ChangeDetailProps {
  readonly frameId: FrameId;
  readonly difference: ObjectDifference;
  readonly name: string;
}

/** Where an object was and where it is, from above and from its side, and in numbers. */
export function ChangeDetail({ frameId, difference, name }: ChangeDetailProps): ReactNode {
  const { t } = useTranslation();
  const cuboids = useMemo(() => ({ was: difference.was?.cuboid, now: difference.now?.cuboid }), [difference]);
  const crop = useCrop(frameId, boxAbout(cuboids));
  const create = useCreate(cuboids, crop, difference.class);
  const cell = (side: CellSide): ReactNode => (
    <BatchCell
      name={t('versions.cell', { row: t(`batch.${side}`), object: name })}
      className={`versions__cell versions__cell--${side}`}
      create={create[side]}
    />
  );
  return (
    <>
      <div className="versions__cells">
        {cell('top')}
        {cell('side')}
      </div>
      <Numbers difference={difference} />
    </>
  );
}

/** Points about a box, once they have come; more than that cannot be told apart in a cell. */
function useCrop(frameId: FrameId, box: Cuboid | undefined): Crop | undefined {
  const { clouds } = useWorkspace();
  const [crop, setCrop] = useState<{ readonly key: string; readonly crop: Crop }>();
  const key = box === undefined ? '' : `${frameId} ${box.centre.join()} ${box.size.join()}`;
  useEffect(() => {
    if (box === undefined) return undefined;
    const abort = new AbortController();
    clouds
      .withCloud(frameId, () => clouds.pointsNear(frameId, box, MARGIN_METRES, MOST_POINTS), abort.signal)
      .then((points) => {
        if (points !== undefined && !abort.signal.aborted)
          setCrop({ key, crop: { ...points, origin: box.centre } });
      })
      // Without points the two cuboids are there all the same.
      .catch(() => undefined);
    return () => abort.abort();
    // The key is the box by its numbers.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [clouds, key]);
  return crop?.key === key ? crop.crop : undefined;
}

const MARGIN_METRES = 3;
const MOST_POINTS = 6000;

function useCreate(
  cuboids: { readonly was: Cuboid | undefined; readonly now: Cuboid | undefined },
  crop: Crop | undefined,
  className: string,
): Readonly<Record<CellSide, (canvas: HTMLCanvasElement) => ComparePainter>> {
  const { dataset } = useWorkspace();
  const theme = useTheme();
  return useMemo(() => {
    const color = sceneClassColor(dataset.ontology, theme)(className);
    const look = { ...cuboids, crop, color, theme: SCENE_THEMES[theme] };
    const painting = (side: CellSide) => (canvas: HTMLCanvasElement) =>
      new ComparePainter({ ...look, canvas, side });
    return { top: painting('top'), side: painting('side') };
  }, [dataset, theme, cuboids, crop, className]);
}

function Numbers({ difference }: { readonly difference: ObjectDifference }): ReactNode {
  const { t } = useTranslation();
  const labelOf: Readonly<Record<NumberOfBoth['key'], string>> = {
    x: `${t('inspector.centre')} x`,
    y: `${t('inspector.centre')} y`,
    z: `${t('inspector.centre')} z`,
    length: t('inspector.length'),
    width: t('inspector.width'),
    height: t('inspector.height'),
    heading: t('inspector.heading'),
  };
  const { was, now } = difference;
  const isConfirmed = (object: ObjectDifference['was']): string =>
    object === undefined ? '–' : t(object.status === 'confirmed' ? 'inspector.confirmed' : 'inspector.draft');
  return (
    <table className="versions__numbers" aria-label={t('versions.numbers')}>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('versions.was')}</th>
          <th scope="col">{t('versions.now')}</th>
          <th scope="col">{t('versions.difference')}</th>
        </tr>
      </thead>
      <tbody>
        {numbersOf(difference).map((number) => (
          <NumberRow key={number.key} label={labelOf[number.key]} number={number} />
        ))}
        <tr data-differs={was !== undefined && now !== undefined && was.status !== now.status}>
          <th scope="row">{t('versions.state')}</th>
          <td>{isConfirmed(was)}</td>
          <td>{isConfirmed(now)}</td>
          <td />
        </tr>
      </tbody>
    </table>
  );
}

function NumberRow({
  label,
  number: { key, was, now },
}: {
  readonly label: string;
  readonly number: NumberOfBoth;
}): ReactNode {
  const isAngle = key === 'heading';
  const format = (value: number | undefined): string => {
    if (value === undefined) return '–';
    return isAngle ? formatDegrees(value) : `${formatFixed(value, 3)} m`;
  };
  const whole = isAngle ? 360 : Infinity;
  const by = was === undefined || now === undefined ? undefined : turnedOver(now - was, whole);
  const differs = by !== undefined && Math.abs(by) > (isAngle ? 0.05 : 5e-4);
  return (
    <tr data-differs={differs}>
      <th scope="row">{label}</th>
      <td>{format(was)}</td>
      <td>{format(now)}</td>
      <td>{differs ? `${by > 0 ? '+' : ''}${format(by)}` : ''}</td>
    </tr>
  );
}

/** The shorter way round, for what comes round. */
function turnedOver(value: number, whole: number): number {
  if (whole === Infinity) return value;
  return value - whole * Math.round(value / whole);
}
