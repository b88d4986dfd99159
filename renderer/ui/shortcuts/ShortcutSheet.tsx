import { Keyboard, Pencil, Printer } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  COMMAND_IDS,
  COMMANDS,
  type CommandDefinition,
  type CommandId,
} from '#renderer/editor/commands/commandTable.ts';
import { BOXWRIGHT_KEYMAP, isSameKeys } from '#renderer/editor/shortcuts/keymap.ts';
import { showDialog, useAppStore } from '#renderer/state/appStore.ts';
import { useKeymap } from '#renderer/state/keymap.ts';
import { Button } from '../controls/Button.tsx';
import { ChordCaps } from '../controls/ChordCaps.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { useHost } from '../session/useHost.ts';
import { applySettings } from '../workspace/applySettings.ts';
import { CLASS_COMMANDS } from './classCommands.ts';
import { familyOf } from './commandFamilies.ts';
import { COMMAND_GROUPS } from './commandGroups.ts';
import { KeyboardMap } from './KeyboardMap.tsx';
import { PresetChoice } from './PresetChoice.tsx';
import { useClassCommandTitle } from './useClassCommandTitle.ts';
import './shortcutSheet.css';

/** From this height of the window on the list and the keyboard fit in it together, pixels. */
const BOARD_HEIGHT = 900;

/** Every command that has a key, by what one is doing; what differs from our own keys is marked. Fits a printed page. */
export function ShortcutSheet(): ReactNode {
  const { t } = useTranslation();
  const commands = useCommandsHere();
  const [hasBoard, setBoard] = useState(() => window.innerHeight >= BOARD_HEIGHT);
  return (
    <Dialog title={t('shortcuts.title')} width={1280} isReading onClose={() => showDialog(undefined)}>
      <div className="sheet">
        <SheetHead hasBoard={hasBoard} onBoard={setBoard} />
        {hasBoard && <KeyboardMap commands={commands} />}
        <div className="sheet__groups">
          {COMMAND_GROUPS.map((group) => (
            <SheetGroup key={group} group={group} commands={commands} />
          ))}
        </div>
      </div>
    </Dialog>
  );
}

interface SheetHeadProps {
  readonly hasBoard: boolean;
  onBoard(hasBoard: boolean): void;
}

function SheetHead({ hasBoard, onBoard }: SheetHeadProps): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const keymap = useKeymap();
  const hasDifferences = COMMAND_IDS.some((id) => differs(id, keymap[id]));
  return (
    <div className="sheet__head">
      <PresetChoice onChange={(keyPreset) => void applySettings(host, { keyPreset })} />
      {hasDifferences && (
        <span className="sheet__legend">
          <Differs /> {t('shortcuts.differs')}
        </span>
      )}
      <span className="sheet__tools">
        <Button aria-pressed={hasBoard} onClick={() => onBoard(!hasBoard)}>
          <Keyboard size={14} strokeWidth={1.75} aria-hidden /> {t('shortcuts.keyboard')}
        </Button>
        <Button onClick={() => showDialog('keys')}>
          <Pencil size={14} strokeWidth={1.75} aria-hidden /> {t('shortcuts.change')}
        </Button>
        <Button onClick={() => window.print()}>
          <Printer size={14} strokeWidth={1.75} aria-hidden /> {t('shortcuts.print')}
        </Button>
      </span>
    </div>
  );
}

interface SheetGroupProps {
  readonly group: CommandDefinition['group'];
  readonly commands: ReadonlySet<CommandId>;
}

function SheetGroup({ group, commands }: SheetGroupProps): ReactNode {
  const { t } = useTranslation();
  const titleOf = useClassCommandTitle();
  const keymap = useKeymap();
  const listed = [...commands].filter(
    (id) =>
      COMMANDS[id].group === group &&
      // What a preset or a person left without a key is listed as that.
      (keymap[id].length > 0 || differs(id, keymap[id])),
  );
  return (
    <section className="sheet__group">
      <h3>{t(`shortcuts.groups.${group}`)}</h3>
      <dl>
        {listed.map((id) => {
          const family = familyOf(id);
          if (family === undefined)
            return (
              <SheetLine key={id} title={titleOf(id)} chords={keymap[id]} differs={differs(id, keymap[id])} />
            );
          if (listed.find((other) => family.commands.includes(other)) !== id) return undefined;
          // Of each the key that is named first: what it is for is plain from the others.
          const chords = family.commands.flatMap((member) => keymap[member].slice(0, 1));
          const isOther = family.commands.some((member) => differs(member, keymap[member]));
          return <SheetLine key={id} title={t(family.title)} chords={chords} differs={isOther} />;
        })}
      </dl>
    </section>
  );
}

interface SheetLineProps {
  readonly title: string;
  readonly chords: readonly string[];
  readonly differs: boolean;
}

function SheetLine({ title, chords, differs: isOther }: SheetLineProps): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="sheet__line">
      <dt>{title}</dt>
      <dd>
        {isOther && <Differs />}
        {chords.map((chord) => (
          <ChordCaps key={chord} chord={chord} />
        ))}
        {chords.length === 0 && t('shortcuts.noKey')}
      </dd>
    </div>
  );
}

/** All but those of classes that the open dataset does not have. */
function useCommandsHere(): ReadonlySet<CommandId> {
  const classCount = useAppStore(({ phase }) =>
    phase.kind === 'open' ? phase.workspace.dataset.ontology.classes.length : Infinity,
  );
  return useMemo(
    () => new Set(COMMAND_IDS.filter((id) => CLASS_COMMANDS.indexOf(id) < classCount)),
    [classCount],
  );
}

function Differs(): ReactNode {
  const { t } = useTranslation();
  return <span className="sheet__differs" role="img" aria-label={t('shortcuts.differs')} />;
}

function differs(id: CommandId, keys: readonly string[]): boolean {
  return !isSameKeys(keys, BOXWRIGHT_KEYMAP[id]);
}
