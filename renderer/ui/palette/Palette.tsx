import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { commandTitle } from '#renderer/i18n/commandTitles.ts';
import { chordOf } from '#renderer/editor/shortcuts/chord.ts';
import { showDialog } from '#renderer/state/appStore.ts';
import { currentKeymap } from '#renderer/state/keymap.ts';
import { IS_MAC } from '../controls/isMac.ts';
import { Modal } from '../controls/Modal.tsx';
import { useLanguage } from '../controls/useLanguage.ts';
import { TEST_IDS } from '../testIds.ts';
import { findEntries } from './findEntries.ts';
import { PaletteFoot } from './PaletteFoot.tsx';
import { PaletteRow } from './PaletteRow.tsx';
import type { PaletteEntry, PaletteSource } from './paletteEntry.ts';
import { rememberCommand, useRecentCommands } from './recentCommands.ts';
import { useCurrentLine } from './useCurrentLine.ts';
import { usePaletteSources } from './usePaletteSources.ts';
import './palette.css';

/** How far PageUp and PageDown go: a little less than is seen at once. */
const PAGE_ROWS = 9;

/** One line to type in, and under it every command and place that it finds. */
export function Palette(): ReactNode {
  const { t } = useTranslation();
  const sources = usePaletteSources();
  const name = commandTitle('app.palette', useLanguage());
  const isOpenDataset = sources.some(({ prefix }) => prefix !== undefined);
  const placeholder = t(isOpenDataset ? 'palette.placeholder' : 'palette.placeholderStart');
  return <PaletteOf name={name} placeholder={placeholder} sources={sources} />;
}

export interface PaletteOfProps {
  readonly name: string;
  readonly placeholder: string;
  readonly sources: readonly PaletteSource[];
}

/** The same for what is asked for: of a single source all is shown before anything is typed. */
export function PaletteOf({ name, placeholder, sources }: PaletteOfProps): ReactNode {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const recent = useRecentCommands((state) => state.ids);
  const groups = useMemo(() => findEntries(typed, sources, recent), [typed, sources, recent]);
  const input = useRef<HTMLInputElement>(null);
  // After the dialog has been shown, which gives the focus to the list's outermost element.
  useLayoutEffect(() => input.current?.focus(), []);
  useCurrentLine(input);

  return (
    <Modal name={name} className="palette" width={640} onClose={close}>
      <Command label={name} shouldFilter={false} vimBindings={false} loop onKeyDown={onKeyDown}>
        <div className="palette__field">
          <Search size={16} strokeWidth={1.75} aria-hidden />
          <Command.Input
            ref={input}
            className="palette__input"
            data-testid={TEST_IDS.paletteInput}
            placeholder={placeholder}
            maxLength={100}
            value={typed}
            onValueChange={setTyped}
          />
        </div>
        <Command.List
          className="palette__list"
          label={t('palette.results')}
          // One goes on typing after a click beside the rows.
          onMouseDown={(event) => event.preventDefault()}
        >
          {groups.map((group) => (
            <Command.Group
              key={group.id}
              className="palette__group"
              heading={group.heading ?? t('palette.recent')}
            >
              {group.found.map((found) => (
                <PaletteRow key={found.entry.id} found={found} onRun={runEntry} />
              ))}
            </Command.Group>
          ))}
        </Command.List>
        {groups.length === 0 && (
          <p className="palette__nothing" role="status">
            {t('palette.nothing', { query: typed.trim() })}
          </p>
        )}
        <PaletteFoot sources={sources} />
      </Command>
    </Modal>
  );
}

function close(): void {
  showDialog(undefined);
}

/** Closed before anything is run: it may look at where the focus is, or open a dialog of its own. */
function runEntry(entry: PaletteEntry): void {
  flushSync(close);
  if (entry.command !== undefined) rememberCommand(entry.command);
  entry.run();
}

/** What the list does not know by itself: its arrows, Home, End and Enter do, and leave an input method alone. */
function onKeyDown(event: KeyboardEvent): void {
  if (event.nativeEvent.isComposing) return;
  const chord = chordOf(event, IS_MAC);
  if (currentKeymap()['app.palette'].includes(chord)) close();
  else if (chord === 'PageDown') goBy(PAGE_ROWS, event.currentTarget);
  else if (chord === 'PageUp') goBy(-PAGE_ROWS, event.currentTarget);
  // There is nothing else to walk to, and the browser would leave the page.
  else if (event.code !== 'Tab') return;
  event.preventDefault();
}

/**
 * As if the pointer had gone there: were the list told by its `value`, it would not name the current line to screen
 * readers.
 */
function goBy(lines: number, list: Element): void {
  const rows = [...list.querySelectorAll('[role="option"]:not([aria-disabled="true"])')];
  const wanted = rows.findIndex((row) => row.ariaSelected === 'true') + lines;
  const row = rows[Math.max(0, Math.min(rows.length - 1, wanted))];
  row?.dispatchEvent(new PointerEvent('pointermove', { bubbles: true }));
  row?.scrollIntoView({ block: 'nearest' });
}
