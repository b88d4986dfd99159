import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { printable, shortenPath } from '#shared/problems/shortenPath.ts';
import { showDialog } from '#renderer/state/appStore.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';

/** As much of a path as leaves the hint beside it readable; the whole one is in the tooltip and in the report. */
const LONGEST = 40;

/** Where labels go when they do not go beside the data. */
export function LabelPlace(): ReactNode {
  const { t } = useTranslation();
  const { labelRoot } = useWorkspace();
  if (labelRoot.isDataFolder) return null;
  return (
    <button
      type="button"
      className="status-bar__labels"
      title={labelRoot.path}
      onClick={() => showDialog('report')}
    >
      {t('labelRoot.elsewhere', { path: shortenPath(printable(labelRoot.path), LONGEST) })}
    </button>
  );
}
