import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { useConnection } from '../session/useHost.ts';
import { openFolder } from '../workspace/openFolder.ts';

/** Only where a dataset has several sequences. */
export function SequencePicker(): ReactNode {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const connection = useConnection();
  const { sequences } = workspace.dataset;
  if (sequences.length < 2) return null;
  return (
    <>
      <select
        className="top-bar__sequence"
        aria-label={t('top.sequence')}
        value={workspace.sequence.id}
        onChange={(event) => void openFolder(connection, workspace.path, event.target.value)}
      >
        {sequences.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <ChevronRight className="top-bar__arrow" size={14} aria-hidden />
    </>
  );
}
