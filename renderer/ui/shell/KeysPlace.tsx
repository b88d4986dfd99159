import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useViewWithKeys } from '../session/useViewWithKeys.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';

const VIEW_NAMES = {
  perspective: 'view.perspective',
  top: 'view.top',
  side: 'view.side',
  rear: 'view.rear',
} as const;

function isViewName(viewId: string): viewId is keyof typeof VIEW_NAMES {
  return viewId in VIEW_NAMES;
}

/** The view in which the keys move the selection, by name. */
export function KeysPlace(): ReactNode {
  const { t } = useTranslation();
  const { sequence, session } = useWorkspace();
  const viewId = useViewWithKeys();
  if (viewId === undefined) return null;
  const cameraId = session.tools.focus.view?.cameraId;
  const camera = sequence.cameras.find(({ id }) => id === cameraId);
  const view = camera?.name ?? t(isViewName(viewId) ? VIEW_NAMES[viewId] : VIEW_NAMES.perspective);
  return <span className="keys-place">{t('focus.keysIn', { view })}</span>;
}
