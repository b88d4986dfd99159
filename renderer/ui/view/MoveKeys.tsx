import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { useViewWithKeys } from '../session/useViewWithKeys.ts';

/** In the view whose plane the keys move the selection in: which keys these are. */
export function MoveKeys({ viewId }: { readonly viewId: string }): ReactNode {
  const { t } = useTranslation();
  if (useViewWithKeys() !== viewId) return null;
  return (
    <span className="move-keys">
      <span className="move-keys__words">
        {t('focus.move')}
        <KeyCaps command="cuboid.moveUp" />
        <KeyCaps command="cuboid.moveLeft" />
        <KeyCaps command="cuboid.moveDown" />
        <KeyCaps command="cuboid.moveRight" />
      </span>
    </span>
  );
}
