import { IDENTITY_TRANSFORM } from '#shared/geometry/rigidTransform.ts';
import type { Sequence } from '#shared/dataset/dataset.ts';
import type { HostClient } from '#shared/host/contract.ts';
import { formatOfCloud } from '#shared/pointcloud/files/cloudFile.ts';
import { absoluteUrl } from './absoluteUrl.ts';
import { CloudService, type CloudServiceOptions } from './cloudService.ts';
import type { LoadRequest, SweepSource } from './protocol.ts';

export interface SequenceSource extends Omit<CloudServiceOptions, 'requestOf'> {
  readonly host: Pick<HostClient, 'bytesUrl' | 'bytesHeaders'>;
  readonly datasetId: string;
  readonly sequence: Sequence;
}

/** The clouds of one sequence of an open dataset; dispose it when the sequence is closed. */
export function createCloudService(source: SequenceSource): CloudService {
  const frames = new Map(source.sequence.frames.map((frame) => [frame.id, frame]));
  const lidars = new Map(source.sequence.lidars.map((lidar) => [lidar.id, lidar]));
  const requestOf = (frameId: string): LoadRequest => {
    const sweeps = frames.get(frameId)?.clouds ?? [];
    return {
      frameId,
      sweeps: sweeps.map(({ sensor, path }): SweepSource => ({
        url: absoluteUrl(source.host.bytesUrl(source.datasetId, path)),
        path,
        format: formatOfCloud(path, lidars.get(sensor) ?? {}),
        labelFromLidar: lidars.get(sensor)?.labelFromLidar ?? IDENTITY_TRANSFORM,
      })),
      headers: source.host.bytesHeaders,
    };
  };
  return new CloudService({ ...source, requestOf });
}
