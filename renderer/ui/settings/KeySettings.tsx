import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { COMMAND_IDS, COMMANDS, type CommandId } from '#renderer/editor/commands/commandTable.ts';
import { LANGUAGES } from '#renderer/i18n/language.ts';
import { useAppStore } from '#renderer/state/appStore.ts';
import { useKeymap } from '#renderer/state/keymap.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { Button } from '../controls/Button.tsx';
import { shortCaps } from '../controls/useKeyCaps.ts';
import { CLASS_COMMANDS, classCommandTitle } from '../shortcuts/classCommands.ts';
import { COMMAND_GROUPS } from '../shortcuts/commandGroups.ts';
import { PresetChoice } from '../shortcuts/PresetChoice.tsx';
import { KeyRow } from './KeyRow.tsx';
import { useKeyCapture } from './useKeyCapture.ts';
import type { ChangeSettings } from './useUndoableSettings.ts';
import './keySettings.css';

/** Every command with its keys, each of which can be exchanged by pressing another. */
export function KeySettings({ change }: { readonly change: ChangeSettings }): ReactNode {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const commands = useFoundCommands(query);
  const capture = useKeyCapture(change);
  const hasChanges = usePreferences(({ shortcuts }) => Object.keys(shortcuts).length > 0);
  const groups = COMMAND_GROUPS.map((group) => ({
    group,
    ids: commands.filter((id) => COMMANDS[id].group === group),
  })).filter(({ ids }) => ids.length > 0);
  return (
    <div className="key-settings">
      <div className="key-settings__head">
        <PresetChoice onChange={(keyPreset) => change({ keyPreset })} />
        <input
          type="search"
          className="text-input"
          value={query}
          placeholder={t('keys.filter')}
          aria-label={t('keys.filter')}
          onChange={({ target }) => setQuery(target.value)}
        />
        <Button disabled={!hasChanges} onClick={() => change({ shortcuts: {} })}>
          {t('keys.resetAll')}
        </Button>
      </div>
      <p className="key-settings__help">{t('keys.help')}</p>
      <div className="key-settings__list">
        {groups.map(({ group, ids }) => (
          <section key={group}>
            <h3>{t(`shortcuts.groups.${group}`)}</h3>
            {ids.map((id) => (
              <KeyRow key={id} command={id} capture={capture} change={change} />
            ))}
          </section>
        ))}
        {groups.length === 0 && <p className="empty-state">{t('keys.nothing', { query })}</p>}
      </div>
    </div>
  );
}

/** Commands whose title in either language, or one of whose keys, has the query in it. */
function useFoundCommands(query: string): readonly CommandId[] {
  const keymap = useKeymap();
  const classes = useAppStore(({ phase }) =>
    phase.kind === 'open' ? phase.workspace.dataset.ontology.classes : undefined,
  );
  const wanted = query.trim().toLowerCase();
  return COMMAND_IDS.filter((id) => CLASS_COMMANDS.indexOf(id) < (classes?.length ?? Infinity)).filter(
    (id) => {
      const texts = [
        ...LANGUAGES.map((each) => classCommandTitle(id, each, classes)),
        ...keymap[id].map((chord) => shortCaps(chord).join(' ')),
      ];
      return texts.some((text) => text.toLowerCase().includes(wanted));
    },
  );
}
