import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabelVersion } from '#shared/host/versionsContract.ts';
import { walkFocus } from '../controls/walkFocus.ts';
import { TEST_IDS } from '../testIds.ts';
import { formatMoment } from './formatMoment.ts';

export interface VersionListProps {
  readonly versions: readonly LabelVersion[];
  readonly isOfTracks: boolean;
  readonly chosen: string | undefined;
  onChoose(id: string): void;
}

/** The versions by time; ↑ ↓ walk through them, and what has the focus is the one that is shown. */
export function VersionList({ versions, isOfTracks, chosen, onChoose }: VersionListProps): ReactNode {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  return (
    <div className="versions__column versions__column--first">
      <p className="versions__caption" aria-hidden>
        <span>{t('versions.version')}</span>
        <span>{versions.some(({ changesSince }) => changesSince) && t('versions.changedSince')}</span>
      </p>
      <ul
        ref={list}
        className="versions__list"
        aria-label={t('versions.list')}
        onKeyDown={(event) => walkFocus(event, list.current)}
      >
        {versions.map((version, i) => (
          <li key={version.id}>
            <button
              type="button"
              className="versions__version"
              aria-current={version.id === chosen}
              data-testid={TEST_IDS.version(i)}
              onFocus={() => onChoose(version.id)}
              onClick={() => onChoose(version.id)}
            >
              <span className="versions__when">
                <b>{formatMoment(version.savedAt)}</b>
                {version.author !== undefined && <span className="versions__author">{version.author}</span>}
              </span>
              <span className="versions__what">
                {version.objects === null
                  ? t('versions.unreadable')
                  : t(isOfTracks ? 'versions.tracks' : 'versions.objects', { count: version.objects })}
                <Since version={version} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** `+2 −1 ~3`; in words for those who hear it, and under the pointer. */
function Since({ version: { changesSince } }: { readonly version: LabelVersion }): ReactNode {
  const { t } = useTranslation();
  if (changesSince === undefined) return null;
  const { added, removed, changed } = changesSince;
  const isSame = added + removed + changed === 0;
  const words = isSame ? t('versions.same') : t('versions.since', { added, removed, changed });
  const signs = [
    ...(added > 0 ? [`+${added}`] : []),
    ...(removed > 0 ? [`−${removed}`] : []),
    ...(changed > 0 ? [`~${changed}`] : []),
  ];
  return (
    <span className="versions__since" title={words}>
      <span aria-hidden>{isSame ? words : signs.join(' ')}</span>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}
