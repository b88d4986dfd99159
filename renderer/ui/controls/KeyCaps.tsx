import type { ReactNode } from 'react';
import type { CommandId } from '#renderer/editor/commands/commandTable.ts';
import { useKeyCaps } from './useKeyCaps.ts';
import './controls.css';

/** The first key of a command, drawn as key caps; nothing when it has none. */
export function KeyCaps({ command }: { readonly command: CommandId }): ReactNode {
  const caps = useKeyCaps(command);
  if (caps === undefined) return null;
  return (
    <kbd className="key-caps" aria-hidden="true">
      {caps.map((cap) => (
        <span key={cap} className="key-cap">
          {cap}
        </span>
      ))}
    </kbd>
  );
}
