import { CircleMinus, CirclePlus, Move, type LucideIcon } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { formatDegrees, formatMetres } from '#renderer/i18n/format.ts';
import { ClassSwatch } from '../controls/ClassSwatch.tsx';
import { walkFocus } from '../controls/walkFocus.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { movedBy, turnedBy, type ObjectDifference } from './objectDifferences.ts';

export interface ChangeListProps {
  readonly differences: readonly ObjectDifference[];
  readonly chosen: string | undefined;
  nameOf(difference: ObjectDifference): string;
  onChoose(trackId: string): void;
}

/** The objects that differ from now, each with what became of it. */
export function ChangeList({ differences, chosen, nameOf, onChoose }: ChangeListProps): ReactNode {
  const { t } = useTranslation();
  const { dataset } = useWorkspace();
  const list = useRef<HTMLUListElement>(null);
  if (differences.length === 0) return <p className="versions__note">{t('versions.noChanges')}</p>;
  return (
    <div className="versions__column">
      <p className="versions__caption" aria-hidden>
        {t('versions.changes')}
      </p>
      <ul
        ref={list}
        className="versions__list"
        aria-label={t('versions.changes')}
        onKeyDown={(event) => walkFocus(event, list.current)}
      >
        {differences.map((difference) => {
          const Icon = iconOf(difference);
          return (
            <li key={difference.trackId}>
              <button
                type="button"
                className="versions__change"
                aria-current={difference.trackId === chosen}
                onFocus={() => onChoose(difference.trackId)}
                onClick={() => onChoose(difference.trackId)}
              >
                <ClassSwatch of={dataset.ontology.classes.find(({ name }) => name === difference.class)} />
                <span className="versions__name">{nameOf(difference)}</span>
                <span className="versions__words">
                  <Icon size={14} strokeWidth={1.75} aria-hidden />
                  {wordsOf(difference, t)}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function iconOf({ was, now }: ObjectDifference): LucideIcon {
  if (now === undefined) return CircleMinus;
  return was === undefined ? CirclePlus : Move;
}

/** `moved 0.43 m, turned 3.1°`. */
function wordsOf(difference: ObjectDifference, t: TFunction): string {
  if (difference.now === undefined) return t('versions.removed');
  if (difference.was === undefined) return t('versions.added');
  const words = difference.changes.map((change) => {
    if (change === 'moved') return t('versions.moved', { metres: formatMetres(movedBy(difference)) });
    if (change === 'turned')
      return t('versions.turned', { degrees: formatDegrees((turnedBy(difference) * 180) / Math.PI) });
    return t(`versions.${change}`);
  });
  return words.join(' · ');
}
