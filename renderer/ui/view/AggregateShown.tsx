import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommandTooltip } from '../controls/useLanguage.ts';
import { useAggregate } from '../session/useAggregate.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';

/** Says that points of other frames are shown, and of how many, so that nobody labels them; ends it. */
export function AggregateShown(): ReactNode {
  const { t } = useTranslation();
  const { commands } = useWorkspace().session;
  const tooltip = useCommandTooltip('view.aggregate');
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
  return (
    <span className="aggregate-shown" title={text}>
      <span className="filter-shown__text">{text}</span>
      <button
        type="button"
        className="filter-shown__end"
        aria-label={tooltip}
        title={tooltip}
        onMouseDown={keepKeysInViews}
        onClick={() => commands.run('view.aggregate')}
      >
        <X size={12} strokeWidth={2} aria-hidden />
      </button>
    </span>
  );
}
