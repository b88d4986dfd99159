import { CircleAlert, Lock, TriangleAlert } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '#shared/problems/problem.ts';
import { describeProblem } from '#shared/problems/describeProblem.ts';
import type { FrameId } from '#renderer/editor/document/records.ts';
import { showDialog } from '#renderer/state/appStore.ts';
import { Button } from '../controls/Button.tsx';
import { useLanguage } from '../controls/useLanguage.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { TEST_IDS } from '../testIds.ts';

/** Lines shown before "Details". */
const SHORT = 3;

/** What is wrong with the frame on screen: file name and reason, while the rest keeps working. */
export function FrameBanner(): ReactNode {
  const frameId = useEditor((state) => state.frameId);
  const readOnlyFrame = useEditor((state) => state.readOnly);
  const { writable } = useWorkspace();
  // Where nothing can be written at all, that is said once for the folder.
  const readOnly = writable ? readOnlyFrame : undefined;
  const frameProblems = useEditor((state) => state.frameProblems);
  // A missing image is announced in its camera's panel; one of a wrong size fills that panel, so it is said here.
  const problems = frameProblems.filter(
    (problem) =>
      (problem.code === 'image.size' || !problem.code.startsWith('image.')) &&
      !isSame(problem, readOnlyFrame),
  );
  if (readOnly === undefined && problems.length === 0) return null;
  return <Banner key={frameId} frameId={frameId} readOnly={readOnly} problems={problems} />;
}

interface BannerProps {
  readonly frameId: FrameId | undefined;
  readonly readOnly: Problem | undefined;
  readonly problems: readonly Problem[];
}

function Banner({ frameId, readOnly, problems }: BannerProps): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const { session, sequence } = useWorkspace();
  const [isDismissed, setDismissed] = useState(false);
  const [isLong, setLong] = useState(false);
  if (isDismissed) return null;
  // What cannot be read may have been good before.
  const isDamaged = readOnly !== undefined && session.versions.damaged !== undefined;
  const name = sequence.frames.find(({ id }) => id === frameId)?.name ?? '';
  const hasError = readOnly !== undefined || problems.some(({ severity }) => severity === 'error');
  const shown = isLong ? problems : problems.slice(0, SHORT);
  const Icon = readOnly !== undefined ? Lock : hasError ? CircleAlert : TriangleAlert;
  return (
    <div
      className="frame-banner"
      data-tone={hasError ? 'error' : 'warning'}
      role={hasError ? 'alert' : 'status'}
      data-testid={TEST_IDS.frameProblems}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden />
      <div className="frame-banner__text">
        <b>{t('frames.problemTitle', { name })}</b>
        {readOnly !== undefined && <p>{describeProblem(readOnly, language)}</p>}
        {shown.map((problem) => (
          <p key={`${problem.code} ${problem.path} ${JSON.stringify(problem.params)}`}>
            {describeProblem(problem, language)}
          </p>
        ))}
        {problems.length > shown.length && (
          <Button look="link" onClick={() => setLong(true)}>
            {t('app.details')} (+{problems.length - shown.length})
          </Button>
        )}
      </div>
      {isDamaged && (
        <Button look="link" onClick={() => showDialog('versions')}>
          {t('versions.open')}
        </Button>
      )}
      <Button look="link" onClick={() => setDismissed(true)}>
        {t('app.dismiss')}
      </Button>
    </div>
  );
}

function isSame(a: Problem, b: Problem | undefined): boolean {
  return a.code === b?.code && a.path === b.path;
}
