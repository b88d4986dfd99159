import { useRef, useState, type CSSProperties, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { describeMatch } from '#shared/quality/matching/describeMatch.ts';
import type { BoxMatch } from '#renderer/editor/edits/box2d/boxImport.ts';
import { formatCount, formatFixed } from '#renderer/i18n/format.ts';
import { Segments } from '../controls/Segments.tsx';
import { useLanguage } from '../controls/useLanguage.ts';
import { ROW_HEIGHT } from '../objects/rowWindow.ts';
import { useRowWindow } from '../objects/useRowWindow.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';

type Shown = 'matched' | 'left';

/**
 * Which cuboid each 2D box would be linked with, and why; or why with none. Only the rows in sight are in the page: there
 * may be thousands.
 */
export function MatchList({ matches }: { readonly matches: readonly BoxMatch[] }): ReactNode {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  const [sight] = useRowWindow(list);
  const [chosen, choose] = useState<Shown>();
  const of = {
    matched: matches.filter(({ objectId }) => objectId !== undefined),
    left: matches.filter(({ objectId }) => objectId === undefined),
  };
  const shown = chosen ?? (of.left.length > 0 ? 'left' : 'matched');
  const rows = of[shown];
  if (matches.length === 0) return null;
  const choice = (value: Shown): { value: Shown; text: string } => ({
    value,
    text: t(`importBoxes.matches.${value}`, { boxes: formatCount(of[value].length) }),
  });
  return (
    <section className="match-list" aria-label={t('importBoxes.matches.title')}>
      <Segments
        name={t('importBoxes.matches.title')}
        value={shown}
        choices={[choice('matched'), choice('left')]}
        isDisabled={false}
        onChange={(value) => {
          choose(value);
          list.current?.scrollTo({ top: 0 });
        }}
      />
      {/* Scrolled with the keys. */}
      <ul
        ref={list}
        hidden={rows.length === 0}
        className="match-list__rows"
        tabIndex={0}
        aria-label={t('importBoxes.matches.title')}
      >
        <li role="presentation" style={{ height: sight.first * ROW_HEIGHT }} />
        {rows.slice(sight.first, sight.end).map((match, i) => (
          <MatchRow key={match.boxId} match={match} position={sight.first + i + 1} total={rows.length} />
        ))}
        <li role="presentation" style={{ height: Math.max(0, rows.length - sight.end) * ROW_HEIGHT }} />
      </ul>
    </section>
  );
}

interface MatchRowProps {
  readonly match: BoxMatch;
  /** From 1. */
  readonly position: number;
  readonly total: number;
}

function MatchRow({ match, position, total }: MatchRowProps): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const { sequence } = useWorkspace();
  const { frameId, camera, boxId, objectId, reason, names } = match;
  const nameOf = (id: string): string => names.get(id) ?? '—';
  const frame = sequence.frames.find(({ id }) => id === frameId)?.name ?? '';
  const cameraName = sequence.cameras.find(({ id }) => id === camera)?.name ?? camera;
  const why = describeMatch(reason, language, nameOf);
  return (
    <li
      className={reason.kind === 'fits' ? 'match-row' : 'match-row is-left'}
      style={HEIGHT}
      aria-setsize={total}
      aria-posinset={position}
      title={why}
    >
      <span className="match-row__where">{frame}</span>
      <span className="match-row__where">{cameraName}</span>
      <span>{objectId === undefined ? nameOf(boxId) : `${nameOf(boxId)} → ${nameOf(objectId)}`}</span>
      {reason.kind === 'fits' ? (
        <>
          <span className="match-row__number">IoU {formatFixed(reason.iou, 2)}</span>
          <span className={reason.isSameClass ? 'match-row__number' : 'match-row__number is-other'}>
            {t(reason.isSameClass ? 'importBoxes.matches.sameClass' : 'importBoxes.matches.otherClass')}
          </span>
          <span className="match-row__number">
            {t('importBoxes.matches.depth', { ratio: formatFixed(reason.depthRatio, 2) })}
          </span>
        </>
      ) : (
        <span className="match-row__why">{why}</span>
      )}
    </li>
  );
}

const HEIGHT: CSSProperties = { height: ROW_HEIGHT };
