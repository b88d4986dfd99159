import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useViewWithKeys } from '../session/useViewWithKeys.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';

/** The view in which the keys move the selection, by name. */
export function KeysPlace(): ReactNode {
  const { t } = useTranslation();
  const { sequence, session } = useWorkspace();
  const viewId = useViewWithKeys();
  if (viewId === undefined) return null;
  const cameraId = session.tools.focus.view?.cameraId;
  const camera = sequence.cameras.find(({ id }) => id === cameraId);
  const view = camera?.name ?? (viewId === 'top' ? t('view.top') : t('view.perspective'));
  return <span className="keys-place">{t('focus.keysIn', { view })}</span>;
}
