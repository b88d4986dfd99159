import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { COMMAND_IDS, COMMANDS, type CommandDefinition } from '#renderer/editor/commands/commandTable.ts';
import { keysOf } from '#renderer/editor/shortcuts/shortcuts.ts';
import { showDialog, useAppStore } from '#renderer/state/appStore.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { shortCaps } from '../controls/useKeyCaps.ts';
import { useLanguage } from '../controls/useLanguage.ts';
import { CLASS_COMMANDS, classCommandTitle } from './classCommands.ts';
import './shortcutSheet.css';

const GROUPS: readonly CommandDefinition['group'][] = ['edit', 'cuboid', 'frame', 'view', 'file', 'app'];

/** Every command that has a key, by what one is doing. */
export function ShortcutSheet(): ReactNode {
  const { t } = useTranslation();
  return (
    <Dialog title={t('shortcuts.title')} width={1000} onClose={() => showDialog(undefined)}>
      <div className="sheet">
        {GROUPS.map((group) => (
          <SheetGroup key={group} group={group} />
        ))}
      </div>
    </Dialog>
  );
}

function SheetGroup({ group }: { readonly group: CommandDefinition['group'] }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const overrides = usePreferences((settings) => settings.shortcuts);
  const classes = useAppStore(({ phase }) =>
    phase.kind === 'open' ? phase.workspace.dataset.ontology.classes : undefined,
  );
  const commands = COMMAND_IDS.filter(
    (id) =>
      COMMANDS[id].group === group &&
      keysOf(id, overrides).length > 0 &&
      CLASS_COMMANDS.indexOf(id) < (classes?.length ?? Infinity),
  );
  return (
    <section className="sheet__group">
      <h3>{t(`shortcuts.groups.${group}`)}</h3>
      <dl>
        {commands.map((id) => (
          <div key={id} className="sheet__line">
            <dt>{classCommandTitle(id, language, classes)}</dt>
            <dd>
              {keysOf(id, overrides).map((chord) => (
                <Chord key={chord} chord={chord} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Chord({ chord }: { readonly chord: string }): ReactNode {
  return (
    <kbd className="key-caps">
      {shortCaps(chord).map((cap) => (
        <span key={cap} className="key-cap">
          {cap}
        </span>
      ))}
    </kbd>
  );
}
