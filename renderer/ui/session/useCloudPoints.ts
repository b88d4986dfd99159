import { useEffect, useState } from 'react';
import { useEditor, useWorkspace } from './WorkspaceContext.ts';

/** How many points the cloud on screen has; undefined before the first. */
export function useCloudPoints(): number | undefined {
  const { clouds } = useWorkspace();
  const frameId = useEditor((state) => state.frameId);
  const [points, setPoints] = useState<number>();
  useEffect(() => {
    if (frameId === undefined) return undefined;
    const abort = new AbortController();
    // Already loaded, since the frame is on screen.
    clouds.load(frameId, abort.signal).then(
      ({ pack }) => setPoints(pack.count),
      // Aborted: another frame has come.
      () => undefined,
    );
    return () => abort.abort();
  }, [clouds, frameId]);
  return points;
}
