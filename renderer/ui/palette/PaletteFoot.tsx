import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaletteSource } from './paletteEntry.ts';

/** What can be typed first, and what Enter does. */
export function PaletteFoot({ sources }: { readonly sources: readonly PaletteSource[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <p className="palette__foot">
      {sources.map(
        ({ id, prefix }) =>
          prefix !== undefined && (
            <Hint key={id} cap={prefix}>
              {t(prefix === '#' ? 'palette.onlyObjects' : 'palette.onlyFrames')}
            </Hint>
          ),
      )}
      <Hint cap="Enter">{t('palette.run')}</Hint>
      <Hint cap="Esc">{t('palette.close')}</Hint>
    </p>
  );
}

function Hint({ cap, children }: { readonly cap: string; readonly children: ReactNode }): ReactNode {
  return (
    <span className="palette__hint">
      <kbd className="key-cap">{cap}</kbd> {children}
    </span>
  );
}
