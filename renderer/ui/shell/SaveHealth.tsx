import { CircleAlert, CircleCheck, CircleDashed, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import { describeProblem } from '#shared/problems/describeProblem.ts';
import type { SaveState } from '#renderer/editor/session/editorState.ts';
import { formatTime } from '#renderer/i18n/format.ts';
import { showDialog } from '#renderer/state/appStore.ts';
import { Button } from '../controls/Button.tsx';
import { describeFailure } from '../controls/describeFailure.ts';
import { useLanguage } from '../controls/useLanguage.ts';
import { useEditor } from '../session/WorkspaceContext.ts';
import { formatMoment } from '../versions/formatMoment.ts';
import { useVersions } from '../versions/useVersions.ts';
import './saveStatus.css';

/** What keeps the work safe, a line each. */
const LINES: readonly (() => ReactNode)[] = [SavedLine, WaitingLine, JournalLine, VersionsLine];

/** Behind the save status: what is saved, what waits, and what is kept beside it. */
export function SaveHealth(): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="save-health">
      <h2>{t('health.title')}</h2>
      {LINES.map((Line) => (
        <Line key={Line.name} />
      ))}
    </div>
  );
}

export interface HealthLineProps {
  readonly name: string;
  readonly tone: keyof typeof ICONS;
  readonly children: ReactNode;
}

const ICONS = {
  ok: CircleCheck,
  none: CircleDashed,
  warning: TriangleAlert,
  error: CircleAlert,
} as const satisfies Record<string, LucideIcon>;

/** One thing that keeps the work safe, and how that is. */
export function HealthLine({ name, tone, children }: HealthLineProps): ReactNode {
  const Icon = ICONS[tone];
  return (
    <div className="save-health__line" data-tone={tone}>
      <span className="save-health__name">
        <Icon size={14} strokeWidth={1.75} aria-hidden />
        {name}
      </span>
      <div className="save-health__text">{children}</div>
    </div>
  );
}

function SavedLine(): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const save = useEditor((state) => state.save);
  const [savedAt, setSavedAt] = useState<number>();
  // Other states do not tell when the last save was.
  if (save.kind === 'clean' && save.savedAt !== savedAt) setSavedAt(save.savedAt);
  const known = save.kind === 'clean' ? save.savedAt : savedAt;
  if (save.kind === 'failed')
    return (
      <HealthLine name={t('health.saved')} tone="error">
        {describeFailure(save.failure, t, language)}
      </HealthLine>
    );
  return (
    <HealthLine name={t('health.saved')} tone={known === undefined ? 'none' : 'ok'}>
      {known === undefined ? t('health.savedNever') : t('health.savedAt', { time: formatTime(known) })}
    </HealthLine>
  );
}

function WaitingLine(): ReactNode {
  const { t } = useTranslation();
  const save = useEditor((state) => state.save);
  return (
    <HealthLine name={t('health.waiting')} tone={save.kind === 'clean' ? 'ok' : 'warning'}>
      {waitingWords(save, t)}
    </HealthLine>
  );
}

function waitingWords(save: SaveState, t: TFunction): string {
  if (save.kind === 'conflict') return t('save.conflict');
  if (save.kind !== 'pending') return t(save.kind === 'clean' ? 'health.waitingNone' : 'save.saving');
  return t('health.waitingFrames', { count: save.frames, time: formatTime(save.since) });
}

/** Edits reach the journal before their files: it gives them back after a crash. */
function JournalLine(): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const { unsent, unsynced, isInLabelRoot, failure } = useEditor((state) => state.journal);
  const words = (): string => {
    if (failure !== undefined) return describeFailure(failure, t, language);
    if (unsent + unsynced > 0) return t('health.journalWaiting', { count: unsent + unsynced });
    return t(isInLabelRoot ? 'health.journalAll' : 'health.journalInUserFolder');
  };
  const tone = failure === undefined ? (isInLabelRoot && unsent === 0 ? 'ok' : 'warning') : 'error';
  return (
    <HealthLine name={t('health.journal')} tone={tone}>
      {words()}
    </HealthLine>
  );
}

function VersionsLine(): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const frameId = useEditor((state) => state.frameId);
  const asked = useVersions(frameId);
  const { versions = [], problem } = asked?.answer ?? {};
  const oldest = versions.at(-1);
  const words = (): string => {
    if (asked === undefined) return t('versions.loading');
    if (asked.failure !== undefined)
      return t('health.versionsUnknown', { reason: describeFailure(asked.failure, t, language) });
    if (oldest === undefined) return t('health.versionsNone');
    const since = formatMoment(oldest.savedAt);
    return t('health.versionsOf', { count: versions.length, since });
  };
  const tone = problem === undefined ? (oldest === undefined ? 'none' : 'ok') : 'warning';
  return (
    <HealthLine name={t('health.versions')} tone={tone}>
      {problem === undefined ? words() : describeProblem(problem, language)}{' '}
      {oldest !== undefined && (
        <Button look="link" data-closes onClick={() => showDialog('versions')}>
          {t('health.show')}
        </Button>
      )}
    </HealthLine>
  );
}
