import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { withClassToggled } from '#renderer/editor/session/viewFilter.ts';
import { formatCount } from '#renderer/i18n/format.ts';
import { ClassSwatch } from '../controls/ClassSwatch.tsx';
import { useSettledCuboids } from '../session/useCuboids.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';

/** Which classes of the objects in the frame are shown. */
export function ClassFilter(): ReactNode {
  const { t } = useTranslation();
  const { session, dataset } = useWorkspace();
  const filter = useEditor((state) => state.filter);
  const cuboids = useSettledCuboids(useEditor((state) => state.frameId));
  const counts = useMemo(() => {
    const found = new Map<string, number>([...filter.hiddenClasses].map((name) => [name, 0]));
    for (const { trackId } of cuboids) {
      const name = session.document.get(trackId)?.class;
      if (name !== undefined) found.set(name, (found.get(name) ?? 0) + 1);
    }
    return [...found].sort(([a], [b]) => a.localeCompare(b));
  }, [cuboids, filter, session]);
  return (
    <section>
      <h2>{t('filter.classes')}</h2>
      {counts.length === 0 && <p className="layers__note">{t('filter.noObjects')}</p>}
      <div className="layers__classes">
        {counts.map(([name, count]) => (
          <label key={name} className="layers__switch">
            <input
              type="checkbox"
              checked={!filter.hiddenClasses.has(name)}
              onChange={() => session.setFilter(withClassToggled(filter, name))}
            />
            <ClassSwatch of={dataset.ontology.classes.find((one) => one.name === name)} />
            {name}
            <span className="layers__count">{formatCount(count)}</span>
          </label>
        ))}
      </div>
    </section>
  );
}
