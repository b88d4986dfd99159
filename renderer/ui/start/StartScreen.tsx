import { FolderOpen, Moon, Play, Settings, Sun } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CommandRegistry } from '#renderer/editor/commands/commandRegistry.ts';
import { showDialog, type OpenTrouble } from '#renderer/state/appStore.ts';
import { useTheme } from '#renderer/state/theme.ts';
import { Button } from '../controls/Button.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { Logo } from '../controls/Logo.tsx';
import { useCommandTooltip } from '../controls/useLanguage.ts';
import { useConnection } from '../session/useHost.ts';
import { LanguageSwitch } from '../shell/LanguageSwitch.tsx';
import { PresetChoice } from '../shortcuts/PresetChoice.tsx';
import { TEST_IDS } from '../testIds.ts';
import { Notices } from '../view/Notices.tsx';
import { registerAppCommands } from '../workspace/appCommands.ts';
import { applySettings } from '../workspace/applySettings.ts';
import { takeOverCommands } from '../workspace/currentCommands.ts';
import { chooseFolder, openSample } from '../workspace/openFolder.ts';
import { Recents } from './Recents.tsx';
import { TroubleNote } from './TroubleNote.tsx';
import './start.css';

/** Where one begins: open a folder, take up recent work, or try the sample drive. */
export function StartScreen({ trouble }: { readonly trouble: OpenTrouble | undefined }): ReactNode {
  const { t } = useTranslation();
  const connection = useConnection();
  useStartCommands();
  return (
    <div className="start">
      <StartTools />
      <main className="start__card">
        <section className="start__begin">
          <h1 className="start__name">
            <Logo size={32} className="start__logo" /> Boxwright
          </h1>
          <p className="start__tagline">{t('start.tagline')}</p>
          <OpenPlace />
          <p className="start__reads">{t('start.reads')}</p>
          {trouble !== undefined && <TroubleNote trouble={trouble} />}
          <div className="start__keys">
            <PresetChoice onChange={(keyPreset) => void applySettings(connection.host, { keyPreset })} />
          </div>
          <div className="start__sample">
            <p>
              <b>{t('start.newHere')}</b> {t('start.sampleFacts')}
            </p>
            <Button data-testid={TEST_IDS.startSample} onClick={() => void openSample(connection)}>
              <Play size={14} strokeWidth={1.75} aria-hidden />
              {t('start.openSample')}
            </Button>
          </div>
        </section>
        <Recents />
      </main>
      <footer className="start__foot">
        <span>Boxwright {connection.info.version}</span>
        <span>{t('start.offline')}</span>
      </footer>
      <Notices isOverWindow />
    </div>
  );
}

/** Where a folder can be dropped if the host is told where it lies, and the button that asks for one. */
function OpenPlace(): ReactNode {
  const { t } = useTranslation();
  const connection = useConnection();
  const takesDrops = connection.openDropped !== undefined;
  return (
    <div className="start__open" data-drops={takesDrops}>
      <FolderOpen size={24} strokeWidth={1.5} aria-hidden />
      {takesDrops && <b>{t('start.dropHere')}</b>}
      <div className="start__choose">
        {takesDrops && <span>{t('start.or')}</span>}
        <Button look="primary" data-testid={TEST_IDS.startOpen} onClick={() => void chooseFolder(connection)}>
          {t('start.openFolder')} <KeyCaps command="file.open" />
        </Button>
      </div>
    </div>
  );
}

function StartTools(): ReactNode {
  const { t } = useTranslation();
  const { host } = useConnection();
  const isDark = useTheme() === 'dark';
  const settings = useCommandTooltip('app.settings');
  return (
    <div className="start__tools">
      <IconButton
        icon={isDark ? Sun : Moon}
        name={isDark ? t('top.themeLight') : t('top.themeDark')}
        onClick={() => void applySettings(host, { theme: isDark ? 'light' : 'dark' })}
      />
      <LanguageSwitch />
      <IconButton icon={Settings} name={settings} onClick={() => showDialog('settings')} />
    </div>
  );
}

/** The few commands that mean something before a dataset is open. */
function useStartCommands(): void {
  const connection = useConnection();
  useEffect(() => {
    const commands = new CommandRegistry();
    registerAppCommands(commands, connection);
    return takeOverCommands(commands);
  }, [connection]);
}
