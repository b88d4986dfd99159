import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostFailure } from '#shared/host/hostError.ts';
import { useAppStore } from '#renderer/state/appStore.ts';
import { Button } from './controls/Button.tsx';
import { describeFailure } from './controls/describeFailure.ts';
import { useLanguage } from './controls/useLanguage.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Palette } from './palette/Palette.tsx';
import { MergePalette } from './track/MergePalette.tsx';
import { LabelShell } from './shell/LabelShell.tsx';
import { SettingsDialog } from './settings/SettingsDialog.tsx';
import { ShortcutSheet } from './shortcuts/ShortcutSheet.tsx';
import { OpenFolderDialog } from './start/OpenFolderDialog.tsx';
import { Opening } from './start/Opening.tsx';
import { StartScreen } from './start/StartScreen.tsx';

/** The window: one of its phases, and the dialogs that every phase has. */
export function App(): ReactNode {
  const { t } = useTranslation();
  return (
    <ErrorBoundary fallback={<Wait title={t('app.crashed')} help={t('app.crashedHelp')} canReload />}>
      <Phase />
      <WindowDialogs />
    </ErrorBoundary>
  );
}

function Phase(): ReactNode {
  const { t } = useTranslation();
  const phase = useAppStore((state) => state.phase);
  switch (phase.kind) {
    case 'connecting':
      return <Wait title={t('app.connecting')} />;
    case 'failed':
      return <ConnectFailed failure={phase.failure} />;
    case 'start':
      return <StartScreen trouble={phase.trouble} />;
    case 'opening':
      return <Opening path={phase.path} files={phase.files} cancel={phase.cancel} />;
    case 'open':
      return <LabelShell workspace={phase.workspace} />;
  }
}

function ConnectFailed({ failure }: { readonly failure: HostFailure }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  // A page without its token is told what to do; all else means that the program has ended.
  const help =
    failure.code === 'unauthorised' ? describeFailure(failure, t, language) : t('app.connectFailedHelp');
  return <Wait title={t('app.connectFailed')} help={help} />;
}

function WindowDialogs(): ReactNode {
  const dialog = useAppStore((state) => state.dialog);
  if (dialog === 'folders') return <OpenFolderDialog />;
  if (dialog === 'settings') return <SettingsDialog />;
  if (dialog === 'keys') return <SettingsDialog section="keys" />;
  if (dialog === 'shortcuts') return <ShortcutSheet />;
  if (dialog === 'palette') return <Palette />;
  if (dialog === 'mergeTrack') return <MergePalette />;
  return null;
}

interface WaitProps {
  readonly title: string;
  readonly help?: string;
  readonly canReload?: boolean;
}

/** The whole window while there is nothing to work on. */
function Wait({ title, help, canReload = false }: WaitProps): ReactNode {
  const { t } = useTranslation();
  return (
    <main className="app-wait" role={help === undefined ? 'status' : 'alert'}>
      <h1>{title}</h1>
      {help !== undefined && <p>{help}</p>}
      {canReload && <Button onClick={() => window.location.reload()}>{t('app.reload')}</Button>}
    </main>
  );
}
