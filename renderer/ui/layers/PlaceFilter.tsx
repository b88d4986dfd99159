import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ViewFilter } from '#renderer/editor/session/viewFilter.ts';
import { formatWithin } from './formatWithin.ts';
import { Button } from '../controls/Button.tsx';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { Segments } from '../controls/Segments.tsx';
import { NumberField } from '../inspector/NumberField.tsx';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';

/** Metres, when it is switched on. */
const USUAL_DISTANCE = 50;
const STEP = 5;

/** Only what is near, or in a rectangle that was drawn; and points by whether they are labelled. */
export function PlaceFilter(): ReactNode {
  const { t } = useTranslation();
  const { session } = useWorkspace();
  const filter = useEditor((state) => state.filter);
  const change = (changes: Partial<ViewFilter>): void => session.setFilter({ ...filter, ...changes });
  const { withinMetres, region, labelled } = filter;
  return (
    <section>
      <h2>{t('filter.place')}</h2>
      <div className="layers__switch">
        <label className="layers__switch">
          <input
            type="checkbox"
            aria-label={t('filter.withinSwitch')}
            checked={withinMetres !== undefined}
            onChange={(event) =>
              change({ withinMetres: event.currentTarget.checked ? USUAL_DISTANCE : undefined })
            }
          />
          {t('filter.within')}
        </label>
        <NumberField
          name="filter-within"
          label={t('filter.withinLabel')}
          value={withinMetres ?? USUAL_DISTANCE}
          step={STEP}
          min={1}
          isReadOnly={false}
          format={formatWithin}
          onChange={(next) => change({ withinMetres: next(withinMetres ?? USUAL_DISTANCE) })}
        />
        {t('filter.metres')}
      </div>
      <div className="layers__switch">
        <Button data-closes onClick={() => session.commands.run('view.drawRegion')}>
          {region === undefined ? t('filter.drawRegion') : t('filter.clearRegion')}
        </Button>
      </div>
      <div className="layers__switch">
        {t('filter.points')}
        <Segments
          name={t('filter.points')}
          value={labelled ?? 'all'}
          isDisabled={false}
          choices={(['all', 'outside', 'inside'] as const).map((value) => ({
            value,
            text: t(`filter.labelled.${value}`),
          }))}
          onChange={(value) => change({ labelled: value === 'all' ? undefined : value })}
        />
        <KeyCaps command="view.labelledPoints" />
      </div>
    </section>
  );
}
