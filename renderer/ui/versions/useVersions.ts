import { useEffect, useState } from 'react';
import type { MethodOutput } from '#shared/host/contract.ts';
import { toHostFailure } from '#shared/host/failure.ts';
import type { HostFailure } from '#shared/host/hostError.ts';
import type { VersionedFile } from '#renderer/editor/session/earlierVersions.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';

/** Something that is asked of the host: undefined until it has answered. */
export type Asked<T> =
  | { readonly answer: T; readonly failure?: undefined }
  | { readonly answer?: undefined; readonly failure: HostFailure }
  | undefined;

/** The earlier versions of a label file, as they were when this was first asked. */
export function useVersions(file: VersionedFile): Asked<MethodOutput<'versions.list'>> {
  const { versions } = useWorkspace().session;
  return useAsked(`list ${file ?? ''}`, (signal) => versions.list(file, signal));
}

/** What a version holds; undefined as long as none is chosen, too. */
export function useVersion(
  file: VersionedFile,
  versionId: string | undefined,
): Asked<MethodOutput<'versions.load'>> {
  const { versions } = useWorkspace().session;
  return useAsked(`load ${versionId ?? ''}`, (signal) =>
    versionId === undefined ? undefined : versions.load(file, versionId, signal),
  );
}

/** @param key asks anew when it changes */
function useAsked<T>(key: string, ask: (signal: AbortSignal) => Promise<T> | undefined): Asked<T> {
  const [state, setState] = useState<{ readonly key: string; readonly asked: Asked<T> }>();
  useEffect(() => {
    const abort = new AbortController();
    ask(abort.signal)
      ?.then((answer): Asked<T> => ({ answer }))
      .catch((error: unknown): Asked<T> => ({ failure: toHostFailure(error) }))
      .then((asked) => {
        if (!abort.signal.aborted) setState({ key, asked });
      })
      // All failures are an answer by now.
      .catch(() => undefined);
    return () => abort.abort();
    // The key names all that `ask` depends on.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);
  return state?.key === key ? state.asked : undefined;
}
