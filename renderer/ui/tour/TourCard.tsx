import { X } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../controls/IconButton.tsx';
import { useConnection } from '../session/useHost.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import { endTour } from './tourLife.ts';
import type { CardAnchor } from './tourSteps.ts';
import { usePlaceBeside } from './usePlaceBeside.ts';
import './tour.css';

export interface TourCardProps {
  readonly anchor: CardAnchor;
  readonly title: string;
  readonly text: string;
  /** How far the tour has come. */
  readonly progress?: ReactNode;
  /** Buttons. */
  readonly children: ReactNode;
}

/** A card beside the place that it speaks of. It takes neither the focus nor the keys from the work. */
export function TourCard({ anchor, title, text, progress, children }: TourCardProps): ReactNode {
  const { t } = useTranslation();
  const connection = useConnection();
  const ref = useRef<HTMLElement>(null);
  usePlaceBeside(ref, anchor);
  return (
    <aside
      ref={ref}
      className="tour"
      aria-label={t('tour.name')}
      data-side={anchor.side}
      onMouseDown={keepKeysInViews}
    >
      <IconButton icon={X} className="tour__close" name={t('tour.end')} onClick={() => endTour(connection)} />
      <div aria-live="polite">
        <h2>{title}</h2>
        <p>{text}</p>
      </div>
      <div className="tour__foot">
        {progress}
        {children}
      </div>
    </aside>
  );
}
