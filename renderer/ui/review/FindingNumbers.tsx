import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '#shared/quality/finding.ts';
import type { CuboidId } from '#renderer/editor/document/records.ts';
import { formatCount, formatFixed } from '#renderer/i18n/format.ts';
import { signedPixels } from '#renderer/images/drawDifference.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import type { Pointed } from './subject.ts';

/** Beyond that many pixels an edge is more than a line's width off. */
const FAR_OFF = 4;
const EDGES = ['left', 'right', 'top', 'bottom'] as const;

/** The numbers behind a finding, and what a fix would make of them. */
export function FindingNumbers({ finding }: { readonly finding: Finding }): ReactNode {
  const { t } = useTranslation();
  const { params } = finding;
  const number = (name: string): number | undefined => {
    const value = params[name];
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  };
  const [iou, iouAfter, sigma] = [number('iou'), number('iouAfter'), number('sigma')];
  const rows: ReactNode[] = [];
  if (iou !== undefined)
    rows.push(
      <NumberRow key="iou" name={t('review.iou')}>
        {formatFixed(iou, 2)}
        {iouAfter !== undefined && finding.fix !== undefined && <After text={formatFixed(iouAfter, 2)} />}
      </NumberRow>,
    );
  for (const edge of EDGES) {
    const pixels = number(`${edge}Pixels`);
    if (pixels === undefined) continue;
    const isFar = Math.abs(pixels) >= FAR_OFF;
    rows.push(
      <NumberRow key={edge} name={t(`review.${edge}`)}>
        <span className={isFar ? 'finding-numbers__far' : undefined}>{signedPixels(pixels)}</span>
      </NumberRow>,
    );
  }
  if (sigma !== undefined)
    rows.push(
      <NumberRow key="sigma" name={t('review.sigma')}>
        {formatFixed(sigma, 1)}
      </NumberRow>,
    );
  return (
    <dl className="finding-numbers" aria-label={t('review.numbers')}>
      {rows}
      <PointsRow frameId={finding.frameId} objectId={finding.objectId} />
    </dl>
  );
}

/** How many points it holds, and would with the suggested fix. */
export function PointsRow({ frameId, objectId }: Pick<Pointed, 'frameId' | 'objectId'>): ReactNode {
  const { t } = useTranslation();
  const { clouds } = useWorkspace();
  const id = objectId?.toLowerCase() as CuboidId | undefined;
  const before = useEditor(({ pointCounts }) => (id === undefined ? undefined : pointCounts.get(id)));
  const suggested = useEditor((state) => state.suggested);
  const [counted, setCounted] = useState<{ readonly of: unknown; readonly count: number | undefined }>();
  useEffect(() => {
    if (suggested === undefined) return undefined;
    let isCurrent = true;
    clouds.countPoints(frameId, [suggested]).then(
      (counts) => {
        if (isCurrent) setCounted({ of: suggested, count: counts?.[0] });
      },
      // Without a number the row shows what is known.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [clouds, frameId, suggested]);
  if (before === undefined) return null;
  const after = counted !== undefined && counted.of === suggested ? counted.count : undefined;
  return (
    <NumberRow name={t('review.pointsInside')}>
      {formatCount(before)}
      {after !== undefined && <After text={formatCount(after)} isBetter={after >= before} />}
    </NumberRow>
  );
}

/** A number and what it is of. */
export function NumberRow({
  name,
  children,
}: {
  readonly name: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div className="finding-numbers__row">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function After({ text, isBetter = true }: { readonly text: string; readonly isBetter?: boolean }): ReactNode {
  return (
    <>
      {' → '}
      <b className={isBetter ? 'finding-numbers__better' : undefined}>{text}</b>
    </>
  );
}
