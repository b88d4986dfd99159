import { TriangleAlert } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import type { PlotMark } from './MotionPlot.tsx';

export interface OutlierListProps {
  readonly marks: readonly PlotMark[];
  /** Of the frame on screen. */
  readonly here: number | undefined;
  onPick(index: number): void;
}

/** More would push away what lies below. */
const SHOWN = 5;

/** The frames that stand out, in words; each goes there. */
export function OutlierList({ marks, here, onPick }: OutlierListProps): ReactNode {
  const { t } = useTranslation();
  const [isWhole, setWhole] = useState(false);
  if (marks.length === 0) return <p className="outliers__none">{t('plots.noOutliers')}</p>;
  const shown = isWhole ? marks : marks.slice(0, SHOWN);
  return (
    <>
      <ul className="outliers" aria-label={t('plots.outliers')}>
        {shown.map(({ index, text }) => (
          <li key={text}>
            <button
              type="button"
              className="outliers__item"
              onMouseDown={keepKeysInViews}
              aria-current={index === here ? 'true' : undefined}
              onClick={() => onPick(index)}
            >
              <TriangleAlert size={14} strokeWidth={1.75} aria-hidden />
              <span>
                {t('plots.sentence', { text })}
                <span className="outliers__go">{t('plots.lookAtIt')}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {shown.length < marks.length && (
        <button
          type="button"
          className="button button--link outliers__more"
          onMouseDown={keepKeysInViews}
          onClick={() => setWhole(true)}
        >
          {t('plots.more', { count: marks.length - shown.length })}
        </button>
      )}
    </>
  );
}
