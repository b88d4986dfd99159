import type { ReactNode } from 'react';
import { useAppStore } from '#renderer/state/appStore.ts';
import { ImportBoxesDialog } from '../boxes/ImportBoxesDialog.tsx';
import { LabelRootDialog } from '../labelRoot/LabelRootDialog.tsx';
import { OpenReport } from '../report/OpenReport.tsx';
import { ConflictDialog } from '../conflict/ConflictDialog.tsx';
import { VersionsDialog } from '../versions/VersionsDialog.tsx';

/** Dialogs about the open dataset. */
export function WorkspaceDialogs(): ReactNode {
  const dialog = useAppStore((state) => state.dialog);
  if (dialog === 'report') return <OpenReport />;
  if (dialog === 'labelRoot') return <LabelRootDialog />;
  if (dialog === 'conflict') return <ConflictDialog />;
  if (dialog === 'versions') return <VersionsDialog />;
  if (dialog === 'importBoxes') return <ImportBoxesDialog />;
  return null;
}
