import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TOUR_STEPS, type TourState } from '#renderer/editor/tour/tour.ts';

/** One dot for each step: full when it was done, long where one is. */
export function TourDots({ step, done }: TourState): ReactNode {
  const { t } = useTranslation();
  const at = TOUR_STEPS.findIndex((name) => name === step);
  return (
    <div className="tour__dots">
      {at >= 0 && (
        <span className="visually-hidden">{t('tour.position', { n: at + 1, total: TOUR_STEPS.length })}</span>
      )}
      {TOUR_STEPS.map((name) => (
        <span key={name} className="tour__dot" data-done={done.has(name)} data-current={name === step} />
      ))}
    </div>
  );
}
