import type { Sequence } from '#shared/dataset/dataset.ts';
import type { HostClient } from '#shared/host/contract.ts';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import { absoluteUrl } from '#renderer/workers/absoluteUrl.ts';
import type { PaintSource } from '#renderer/workers/protocol.ts';

/** The images of a frame that its points can be coloured from: those whose cameras are calibrated. */
export function paintSources(
  { host, datasetId, sequence }: { host: HostClient; datasetId: string; sequence: Sequence },
  session: Pick<EditorSession, 'calibrationOf'>,
  frameId: string,
): PaintSource[] {
  const frame = sequence.frames.find(({ id }) => id === frameId);
  return (frame?.images ?? []).flatMap(({ sensor, path }) => {
    const camera = sequence.cameras.find(({ id }) => id === sensor);
    const calibration = camera && frame && session.calibrationOf(camera, frame);
    if (calibration === undefined) return [];
    const { intrinsics, cameraFromLabel } = calibration;
    return [{ url: absoluteUrl(host.bytesUrl(datasetId, path)), path, intrinsics, cameraFromLabel }];
  });
}
