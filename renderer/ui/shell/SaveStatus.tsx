import { CircleAlert, CircleCheck, Clock, Lock, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import { describeProblem } from '#shared/problems/describeProblem.ts';
import type { Problem } from '#shared/problems/problem.ts';
import type { SaveState } from '#renderer/editor/session/editorState.ts';
import { formatTime } from '#renderer/i18n/format.ts';
import { showDialog } from '#renderer/state/appStore.ts';
import { Button } from '../controls/Button.tsx';
import { Popover } from '../controls/Popover.tsx';
import { useLanguage } from '../controls/useLanguage.ts';
import { calmSave } from '../session/calmSave.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { TEST_IDS } from '../testIds.ts';
import { SaveHealth } from './SaveHealth.tsx';
import './saveStatus.css';

/** Whether the work is safe: quiet while it is, loud only when a person must act. Always at the same place. */
export function SaveStatus(): ReactNode {
  const save = useCalmSave();
  const { kind } = save;
  const readOnly = useEditor((state) => state.readOnly);
  return (
    <div className="save-status" data-testid={TEST_IDS.saveState} data-state={kind}>
      {readOnly !== undefined && <ReadOnlyChip problem={readOnly} />}
      {(readOnly === undefined || kind !== 'clean') && <SaveChip save={save} />}
    </div>
  );
}

/** A lock where the frame on screen cannot be edited; the reason also stands in the frame's banner. */
function ReadOnlyChip({ problem }: { readonly problem: Problem }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <span className="chip chip--warning" title={describeProblem(problem, language)}>
      <Lock size={14} aria-hidden />
      {t('save.readOnly')}
    </span>
  );
}

function useCalmSave(): SaveState {
  const { state } = useWorkspace().session;
  const calm = useMemo(() => calmSave(state), [state]);
  return useSyncExternalStore(calm.subscribe, calm.get);
}

function SaveChip({ save }: { readonly save: SaveState }): ReactNode {
  const { t } = useTranslation();
  const conflicts = useEditor((state) => state.conflicts.length);
  const text = words(save, conflicts, t);
  return (
    <>
      <span className="save-status__live" role={save.kind === 'conflict' ? 'alert' : 'status'}>
        <Popover
          icon={ICONS[save.kind]}
          name={t('health.open', { state: text })}
          label={<span className="save-status__text">{text}</span>}
          className={`chip chip--${toneOf(save)}`}
          place="below"
          role="dialog"
        >
          <SaveHealth />
        </Popover>
      </span>
      {save.kind === 'conflict' && (
        <Button look="link" onClick={() => showDialog('conflict')}>
          {t(conflicts > 0 ? 'save.choose' : 'app.details')}
        </Button>
      )}
    </>
  );
}

function toneOf(save: SaveState): 'ok' | 'plain' | 'warning' | 'error' {
  switch (save.kind) {
    case 'clean':
      return save.savedAt === undefined ? 'plain' : 'ok';
    case 'pending':
    case 'saving':
      return 'plain';
    case 'failed':
      return 'error';
    case 'conflict':
      return 'warning';
  }
}

const ICONS: Readonly<Record<SaveState['kind'], LucideIcon>> = {
  clean: CircleCheck,
  pending: Clock,
  saving: Clock,
  failed: CircleAlert,
  conflict: TriangleAlert,
};

function words(save: SaveState, conflicts: number, t: TFunction): string {
  switch (save.kind) {
    case 'clean':
      return save.savedAt === undefined
        ? t('save.unchanged')
        : t('save.saved', { time: formatTime(save.savedAt) });
    case 'pending':
      return t('save.pending', { count: save.frames });
    case 'saving':
      return t('save.saving');
    case 'failed':
      // Why, and what to do, stands in the bar below.
      return t('save.notSaved');
    case 'conflict':
      return conflicts > 0 ? t('save.conflict', { count: conflicts }) : t('save.unreadable');
  }
}
