import { useState, useSyncExternalStore } from 'react';
import { useWorkspace } from '../session/WorkspaceContext.ts';

/** Changes with every change of the document; for what is computed from it. */
export function useDocumentSerial(): number {
  const { document } = useWorkspace().session;
  const [store] = useState(() => {
    let serial = 0;
    return {
      subscribe: (listener: () => void) =>
        document.subscribe(({ cause }) => {
          if (cause === 'preview') return;
          serial += 1;
          listener();
        }),
      get: () => serial,
    };
  });
  return useSyncExternalStore(store.subscribe, store.get);
}
