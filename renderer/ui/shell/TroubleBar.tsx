import { CircleAlert } from 'lucide-react';
import { useState, useSyncExternalStore, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { describeProblem } from '#shared/problems/describeProblem.ts';
import type { SaveTrouble } from '#renderer/editor/session/editorState.ts';
import { formatTime } from '#renderer/i18n/format.ts';
import { showDialog } from '#renderer/state/appStore.ts';
import { Button } from '../controls/Button.tsx';
import { describeFailure } from '../controls/describeFailure.ts';
import { useLanguage } from '../controls/useLanguage.ts';
import { useHost } from '../session/useHost.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { TEST_IDS } from '../testIds.ts';
import './troubleBar.css';

/**
 * The work cannot be written: what is wrong, since when, how much is held in memory, and what a person can do. Under the
 * top bar until it is over; work goes on, and nothing moves under the pointer during a drag.
 */
export function TroubleBar(): ReactNode {
  const bar = useBar();
  const isDragging = useIsDragging();
  const isThere = bar !== null;
  const [hasPlace, setHasPlace] = useState(isThere);
  if (!isDragging && hasPlace !== isThere) setHasPlace(isThere);
  return (
    <div className="trouble" data-place={hasPlace}>
      {bar}
    </div>
  );
}

function useBar(): ReactNode {
  const { connection } = useHost();
  const state = useSyncExternalStore(
    (listener) => connection.subscribe(listener),
    () => connection.state,
  );
  const trouble = useEditor(({ held }) => held.trouble);
  if (state === 'lost') return <HostGone />;
  // A host that is back has not been asked to write yet: what it says counts.
  if (trouble === undefined || trouble.failure.code === 'unreachable') return null;
  return <NotWritten trouble={trouble} />;
}

function useIsDragging(): boolean {
  const { document } = useWorkspace().session;
  return useSyncExternalStore(
    (listener) => document.subscribe(listener),
    () => document.isGestureRunning,
  );
}

function HostGone(): ReactNode {
  const { t } = useTranslation();
  const count = useEditor(({ held }) => held.count);
  const [since] = useState(() => Date.now());
  return (
    <Bar
      what={t('trouble.hostGone')}
      held={t(count === 0 ? 'trouble.hostGoneSaved' : 'trouble.hostGoneHeld', {
        count,
        time: formatTime(since),
      })}
    />
  );
}

function NotWritten({ trouble: { failure, since } }: { readonly trouble: SaveTrouble }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const { session } = useWorkspace();
  const count = useEditor(({ held }) => held.count);
  // What is wrong with a file says so itself.
  const what =
    failure.problem === undefined
      ? t('save.failed', { reason: describeFailure(failure, t, language) })
      : describeProblem(failure.problem, language);
  return (
    <Bar what={what} held={t('trouble.held', { count, time: formatTime(since) })}>
      <Button look="link" onClick={() => void session.saveNow()}>
        {t('save.retry')}
      </Button>
      <Button look="link" onClick={() => showDialog('labelRoot')}>
        {t('trouble.elsewhere')}
      </Button>
    </Bar>
  );
}

interface BarProps {
  readonly what: string;
  readonly held: string;
  readonly children?: ReactNode;
}

function Bar({ what, held, children }: BarProps): ReactNode {
  return (
    <div className="trouble-bar" data-testid={TEST_IDS.trouble}>
      <CircleAlert size={16} strokeWidth={1.75} aria-hidden />
      <p className="trouble-bar__text" role="alert" title={what}>
        {what}
      </p>
      {/* Not read aloud anew with every edit. */}
      <p className="trouble-bar__held">{held}</p>
      {children}
    </div>
  );
}
