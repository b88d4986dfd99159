import { useEffect, useState } from 'react';
import { frontFirst } from '../cameras/cameraOrder.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';

/**
 * The camera whose pictures lie over the timeline: the one that looks ahead until another one is chosen, or enlarged.
 * Undefined where there is none.
 */
export function useTimelineCamera(): readonly [string | undefined, (cameraId: string) => void] {
  const { session, sequence } = useWorkspace();
  const [chosen, choose] = useState<string>();
  useEffect(
    () =>
      session.state.subscribe(({ imageStage }, before) => {
        if (imageStage !== before.imageStage && imageStage.kind === 'camera') choose(imageStage.cameraId);
      }),
    [session],
  );
  const { cameras } = sequence;
  const isThere = cameras.some(({ id }) => id === chosen);
  return [isThere ? chosen : frontFirst(cameras)[0]?.id, choose];
}
