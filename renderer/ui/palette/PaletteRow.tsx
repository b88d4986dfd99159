import { Command } from 'cmdk';
import type { ReactNode } from 'react';
import { ClassSwatch } from '../controls/ClassSwatch.tsx';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import type { FoundEntry } from './findEntries.ts';
import { Marked } from './Marked.tsx';
import type { PaletteEntry } from './paletteEntry.ts';

export interface PaletteRowProps {
  readonly found: FoundEntry;
  onRun(entry: PaletteEntry): void;
}

export function PaletteRow({ found, onRun }: PaletteRowProps): ReactNode {
  const { entry, inTitle, beside } = found;
  return (
    <Command.Item
      className="palette__row"
      value={entry.id}
      disabled={!entry.isEnabled}
      onSelect={() => onRun(entry)}
    >
      {entry.ontologyClass !== undefined && <ClassSwatch of={entry.ontologyClass} />}
      <span className="palette__title">
        <Marked text={entry.title} at={inTitle} />
      </span>
      {beside !== undefined && (
        <span className="palette__beside">
          <Marked text={beside.text} at={beside.at} />
        </span>
      )}
      <span className="palette__end">
        {entry.detail}
        {entry.command !== undefined && <KeyCaps command={entry.command} />}
      </span>
    </Command.Item>
  );
}
