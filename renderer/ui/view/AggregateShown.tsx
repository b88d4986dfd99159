import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAggregate } from '../session/useAggregate.ts';
import { ShownChip } from './ShownChip.tsx';

/** Says that points of other frames are shown, and of how many, so that nobody labels them; ends it. */
export function AggregateShown(): ReactNode {
  const { t } = useTranslation();
  const isOn = useAggregate((state) => state.isOn);
  const isLoading = useAggregate((state) => state.isLoading);
  const trouble = useAggregate((state) => state.trouble);
  const total = useAggregate((state) => state.wanted);
  const done = useAggregate((state) => state.frames.length);
  const shown = useAggregate(({ frames }) => frames.filter(({ pack }) => pack !== undefined).length);
  if (!isOn) return null;
  let text: string = t('aggregate.shown', { count: shown });
  if (trouble !== undefined) text = t('aggregate.nothing');
  else if (isLoading) text = t('aggregate.loading', { done, total });
  else if (shown === 0) text = t('aggregate.alone');
  return <ShownChip text={text} isWarning={false} end="view.aggregate" />;
}
