import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { TOUR_STEPS, type Tour } from '#renderer/editor/tour/tour.ts';
import type { CommandId } from '#renderer/editor/commands/commandTable.ts';
import { Button } from '../controls/Button.tsx';
import { useCommandTooltip } from '../controls/useLanguage.ts';
import { useKeyCaps } from '../controls/useKeyCaps.ts';
import { useConnection } from '../session/useHost.ts';
import { TourCard } from './TourCard.tsx';
import { TourDots } from './TourDots.tsx';
import { endTour, takeTour, takeTourOnSample } from './tourLife.ts';
import { IN_PERSPECTIVE, STEP_ANCHORS } from './tourSteps.ts';
import { useTour } from './tourStore.ts';

/** What there is of the tour at present: its offer, its way to the sample drive, one of its steps, or nothing. */
export function TourLayer(): ReactNode {
  const phase = useTour((state) => state.phase);
  switch (phase.kind) {
    case 'off':
      return null;
    case 'offered':
      return <Offer />;
    case 'elsewhere':
      return <Elsewhere />;
    case 'running':
      return <RunningTour tour={phase.tour} />;
  }
}

function Offer(): ReactNode {
  const { t } = useTranslation();
  const connection = useConnection();
  return (
    <TourCard anchor={IN_PERSPECTIVE} title={t('tour.offer.title')} text={t('tour.offer.text')}>
      <Button onClick={() => endTour(connection)}>{t('tour.notNow')}</Button>
      <Button look="primary" onClick={() => void takeTour(connection)}>
        {t('tour.offer.take')}
      </Button>
    </TourCard>
  );
}

function Elsewhere(): ReactNode {
  const { t } = useTranslation();
  const connection = useConnection();
  return (
    <TourCard anchor={IN_PERSPECTIVE} title={t('tour.elsewhere.title')} text={t('tour.elsewhere.text')}>
      <Button onClick={() => endTour(connection)}>{t('tour.notNow')}</Button>
      <Button look="primary" onClick={() => void takeTourOnSample(connection)}>
        {t('start.openSample')}
      </Button>
    </TourCard>
  );
}

function RunningTour({ tour }: { readonly tour: Tour }): ReactNode {
  const { t } = useTranslation();
  const connection = useConnection();
  const { step, done } = useStore(tour.state);
  const names = useCommandNames();
  return (
    <TourCard
      anchor={STEP_ANCHORS[step]}
      title={t(`tour.${step}.title`)}
      text={t(`tour.${step}.text`, names)}
      progress={<TourDots step={step} done={done} />}
    >
      <Button look="link" disabled={step === TOUR_STEPS[0]} onClick={() => tour.back()}>
        {t('tour.back')}
      </Button>
      {step === 'finished' ? (
        <Button look="primary" onClick={() => endTour(connection)}>
          {t('tour.done')}
        </Button>
      ) : (
        <Button onClick={() => tour.skip()}>{done.has(step) ? t('tour.goOn') : t('tour.skip')}</Button>
      )}
    </TourCard>
  );
}

/** Commands as the texts speak of them: by name with the key that they have now, or by the key. */
function useCommandNames(): Readonly<
  Record<'top' | 'all' | 'draw' | 'closeUp' | 'undo' | 'next' | 'shortcuts' | 'palette', string>
> {
  return {
    top: useCommandKey('view.swapTop'),
    all: useCommandKey('view.frameAll'),
    draw: useCommandTooltip('tool.draw'),
    closeUp: useCommandKey('images.zoomToSelection'),
    undo: useCommandTooltip('edit.undo'),
    next: useCommandTooltip('frame.next'),
    shortcuts: useCommandTooltip('app.shortcuts'),
    palette: useCommandTooltip('app.palette'),
  };
}

/** The key of a command; its name where the person left it without one. */
function useCommandKey(command: CommandId): string {
  const name = useCommandTooltip(command);
  return useKeyCaps(command)?.join(' ') ?? name;
}
