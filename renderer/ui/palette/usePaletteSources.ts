import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recent } from '#shared/host/contract.ts';
import { useAppStore } from '#renderer/state/appStore.ts';
import { useLanguage } from '../controls/useLanguage.ts';
import { useHost, useConnection } from '../session/useHost.ts';
import { commandSources } from './commandSources.ts';
import type { PaletteSource } from './paletteEntry.ts';
import { folderSource, workspaceSources } from './placeSources.ts';

/** All that can be found at present. What can be done does not change while the palette covers the work. */
export function usePaletteSources(): readonly PaletteSource[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const connection = useConnection();
  const phase = useAppStore((state) => state.phase);
  const commands = useAppStore((state) => state.commands);
  const recents = useRecents();
  const workspace = phase.kind === 'open' ? phase.workspace : undefined;
  const work = useMemo(() => {
    if (commands === undefined) return [];
    const classes = workspace?.dataset.ontology.classes;
    return [
      ...commandSources({ commands, language, t, classes }),
      ...(workspace === undefined ? [] : workspaceSources(workspace, connection, t)),
    ];
  }, [commands, connection, language, t, workspace]);
  return useMemo(
    () => [...work, folderSource(recents, workspace, connection, t)],
    [work, recents, workspace, connection, t],
  );
}

function useRecents(): readonly Recent[] {
  const host = useHost();
  const [recents, setRecents] = useState<readonly Recent[]>([]);
  useEffect(() => {
    const abort = new AbortController();
    host.call('recents.list', {}, { signal: abort.signal }).then(setRecents, () => {
      // All else can be found without them.
    });
    return () => abort.abort();
  }, [host]);
  return recents;
}
