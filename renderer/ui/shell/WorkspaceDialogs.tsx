import type { ReactNode } from 'react';
import { useAppStore } from '#renderer/state/appStore.ts';
import { OpenReport } from '../report/OpenReport.tsx';
import { ConflictDialog } from './ConflictDialog.tsx';

/** Dialogs about the open dataset. */
export function WorkspaceDialogs(): ReactNode {
  const dialog = useAppStore((state) => state.dialog);
  if (dialog === 'report') return <OpenReport />;
  if (dialog === 'conflict') return <ConflictDialog />;
  return null;
}
