import type { CSSProperties, ReactNode } from 'react';
import type { OntologyClass } from '#shared/dataset/dataset.ts';
import { useTheme } from '#renderer/state/theme.ts';
import { classPaint, colorOnTheme } from './classColor.ts';
import './controls.css';

/** The class's letter on its colour; empty for a class that the dataset does not know. */
export function ClassSwatch({ of }: { readonly of: OntologyClass | undefined }): ReactNode {
  const theme = useTheme();
  const paint =
    of === undefined
      ? { fill: 'var(--surface-3)', on: 'var(--text-1)' }
      : classPaint({ color: colorOnTheme(of.color, theme) });
  const style = { '--swatch': paint.fill, '--on-swatch': paint.on } as CSSProperties;
  return (
    <span className="swatch" style={style} aria-hidden="true">
      {of?.glyph ?? '?'}
    </span>
  );
}
