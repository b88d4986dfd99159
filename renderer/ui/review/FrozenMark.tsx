import { Lock } from 'lucide-react';
import { useCallback, useSyncExternalStore, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabelDocument } from '#renderer/editor/document/labelDocument.ts';
import { verdictOf } from '#renderer/editor/review/reviewRecords.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';

/** A lock over a view, while the frame on screen is accepted. */
export function FrozenMark(): ReactNode {
  const { t } = useTranslation();
  const author = useFrozenBy();
  if (author === undefined) return null;
  const text = author === '' ? t('review.frozen') : t('review.frozenBy', { author });
  return (
    <span className="frozen-mark" title={text}>
      <Lock size={12} strokeWidth={2} role="img" aria-label={text} />
    </span>
  );
}

/** Who has accepted the frame on screen, empty where nobody is named; undefined: it is not accepted. */
export function useFrozenBy(): string | undefined {
  const { document } = useWorkspace().session;
  const frameId = useEditor((state) => state.frameId);
  const get = useCallback((): string | undefined => {
    if (frameId === undefined || !document.isFrozen(frameId)) return undefined;
    return verdictOf(document.recordsIn(frameId), frameId)?.author ?? '';
  }, [document, frameId]);
  return useSyncExternalStore(useDocumentChanges(document), get);
}

function useDocumentChanges(document: LabelDocument): (listener: () => void) => () => void {
  return useCallback((listener) => document.subscribe(listener), [document]);
}
