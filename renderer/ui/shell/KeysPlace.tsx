import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { imageViewId } from '#renderer/images/imageToolView.ts';
import { useViewWithKeys } from '../session/useViewWithKeys.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';

/** The view in which the keys move the selection, by name. */
export function KeysPlace(): ReactNode {
  const { t } = useTranslation();
  const { sequence } = useWorkspace();
  const viewId = useViewWithKeys();
  if (viewId === undefined) return null;
  const camera = sequence.cameras.find(({ id }) => imageViewId(id) === viewId);
  const view = camera?.name ?? (viewId === 'top' ? t('view.top') : t('view.perspective'));
  return <span className="keys-place">{t('focus.keysIn', { view })}</span>;
}
