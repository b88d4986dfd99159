import { ChevronRight, FolderOpen, Moon, Redo2, Search, Settings, Sun, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showDialog } from '#renderer/state/appStore.ts';
import { useTheme } from '#renderer/state/theme.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { Logo } from '../controls/Logo.tsx';
import { useCommandTooltip } from '../controls/useLanguage.ts';
import { ModeSwitch } from '../mode/ModeSwitch.tsx';
import { countOpen } from '../report/answers.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { useHost } from '../session/useHost.ts';
import { TEST_IDS } from '../testIds.ts';
import { applySettings } from '../workspace/applySettings.ts';
import { closeFolder } from '../workspace/openFolder.ts';
import { OthersChip } from './OthersChip.tsx';
import { SaveStatus } from './SaveStatus.tsx';
import { SequencePicker } from './SequencePicker.tsx';

/** Where one is, what can be undone, and whether the work is safe: always at the same place. */
export function TopBar(): ReactNode {
  const { t } = useTranslation();
  const frameName = useFrameName();
  return (
    <header className="top-bar" aria-label={t('region.top')}>
      <div className="top-bar__place">
        <button
          type="button"
          className="top-bar__logo"
          aria-label={t('top.start')}
          title={t('top.start')}
          data-testid={TEST_IDS.startScreen}
          onClick={() => void closeFolder()}
        >
          <Logo size={18} />
        </button>
        <h1 className="top-bar__title">
          <DatasetButton />
        </h1>
        <ChevronRight className="top-bar__arrow" size={14} aria-hidden />
        <SequencePicker />
        <span className="top-bar__frame" data-testid={TEST_IDS.frameName}>
          {frameName}
        </span>
      </div>
      <ModeSwitch />
      <div className="top-bar__actions">
        <HistoryButtons />
        <SaveStatus />
        <OthersChip />
        <span className="top-bar__gap" />
        <CommandButtons />
      </div>
    </header>
  );
}

/** Opens the report; a dot tells that the folder leaves something open. */
function DatasetButton(): ReactNode {
  const { t } = useTranslation();
  const { dataset } = useWorkspace();
  const open = countOpen(dataset.questions);
  const summary = t('top.report');
  return (
    <button
      type="button"
      className="top-bar__dataset"
      title={open === 0 ? summary : t('report.withQuestions', { summary, count: open })}
      data-open={open > 0}
      data-testid={TEST_IDS.datasetName}
      onClick={() => showDialog('report')}
    >
      {dataset.name}
    </button>
  );
}

function useFrameName(): string {
  const { sequence } = useWorkspace();
  const frameId = useEditor((state) => state.frameId);
  return sequence.frames.find(({ id }) => id === frameId)?.name ?? '';
}

function HistoryButtons(): ReactNode {
  const { commands } = useWorkspace().session;
  const canUndo = useEditor((state) => state.canUndo);
  const canRedo = useEditor((state) => state.canRedo);
  const undo = useCommandTooltip('edit.undo');
  const redo = useCommandTooltip('edit.redo');
  return (
    <>
      <IconButton icon={Undo2} name={undo} disabled={!canUndo} onClick={() => commands.run('edit.undo')} />
      <IconButton icon={Redo2} name={redo} disabled={!canRedo} onClick={() => commands.run('edit.redo')} />
    </>
  );
}

function CommandButtons(): ReactNode {
  const { t } = useTranslation();
  const { commands } = useWorkspace().session;
  const host = useHost();
  const isDark = useTheme() === 'dark';
  const open = useCommandTooltip('file.open');
  const settings = useCommandTooltip('app.settings');
  const palette = useCommandTooltip('app.palette');
  return (
    <>
      <IconButton icon={Search} name={palette} onClick={() => commands.run('app.palette')} />
      <IconButton icon={FolderOpen} name={open} onClick={() => commands.run('file.open')} />
      <IconButton
        icon={isDark ? Sun : Moon}
        name={isDark ? t('top.themeLight') : t('top.themeDark')}
        onClick={() => void applySettings(host, { theme: isDark ? 'light' : 'dark' })}
      />
      <IconButton icon={Settings} name={settings} onClick={() => commands.run('app.settings')} />
    </>
  );
}
