import { Undo2 } from 'lucide-react';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { chordOf } from '#renderer/editor/shortcuts/chord.ts';
import { commandTitle } from '#renderer/i18n/commandTitles.ts';
import { showDialog } from '#renderer/state/appStore.ts';
import { currentKeymap } from '#renderer/state/keymap.ts';
import { Button } from '../controls/Button.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { IS_MAC } from '../controls/isMac.ts';
import { Tabs } from '../controls/Tabs.tsx';
import { useLanguage } from '../controls/useLanguage.ts';
import { GeneralSettings } from './GeneralSettings.tsx';
import { KeySettings } from './KeySettings.tsx';
import { SavingSettings } from './SavingSettings.tsx';
import { useUndoableSettings } from './useUndoableSettings.ts';
import { ViewSettings } from './ViewSettings.tsx';
import './settings.css';

const SECTIONS = {
  general: GeneralSettings,
  keys: KeySettings,
  views: ViewSettings,
  saving: SavingSettings,
} as const;
type SectionId = keyof typeof SECTIONS;
const SECTION_IDS: readonly SectionId[] = ['general', 'keys', 'views', 'saving'];

/** Each change applies at once and can be undone while the dialog is open. */
export function SettingsDialog({ section = 'general' }: { readonly section?: SectionId }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const [shown, setShown] = useState(section);
  const { change, canUndo, undo } = useUndoableSettings();
  const Section = SECTIONS[shown];
  const undoByKey = (event: KeyboardEvent): void => {
    const isUndo = currentKeymap()['edit.undo'].includes(chordOf(event, IS_MAC));
    if (event.defaultPrevented || !isUndo || isTyping(event.target)) return;
    event.preventDefault();
    undo();
  };
  return (
    <Dialog
      title={commandTitle('app.settings', language)}
      width={720}
      onClose={() => showDialog(undefined)}
      foot={
        <Button disabled={!canUndo} onClick={undo}>
          <Undo2 size={14} strokeWidth={1.75} aria-hidden /> {t('settings.undo')}
        </Button>
      }
    >
      <div className="settings" onKeyDown={undoByKey}>
        <Tabs<SectionId>
          name={t('settings.sections')}
          tabs={SECTION_IDS.map((id) => ({ id, title: t(`settings.${id}`) }))}
          value={shown}
          onChange={setShown}
        >
          <Section change={change} />
        </Tabs>
      </div>
    </Dialog>
  );
}

/** A text field undoes its own letters. */
function isTyping(target: EventTarget): boolean {
  return target instanceof HTMLInputElement;
}
