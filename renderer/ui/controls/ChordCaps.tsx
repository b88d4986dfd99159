import type { ReactNode } from 'react';
import { shortCaps } from './useKeyCaps.ts';
import './controls.css';

/** A chord drawn as key caps. */
export function ChordCaps({ chord }: { readonly chord: string }): ReactNode {
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
