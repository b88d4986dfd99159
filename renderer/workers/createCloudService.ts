import type { DataFile, Sequence } from '#shared/dataset/dataset.ts';
import { IDENTITY_TRANSFORM } from '#shared/geometry/rigidTransform.ts';
import type { HostClient } from '#shared/host/contract.ts';
import { formatOfCloud } from '#shared/pointcloud/files/cloudFile.ts';
import { absoluteUrl } from './absoluteUrl.ts';
import { CloudService, type CloudServiceOptions } from './cloudService.ts';
import type { LoadRequest, SweepSource } from './protocol.ts';

/** Where the files of a sequence are fetched. */
export interface SequenceFiles {
  readonly host: Pick<HostClient, 'bytesUrl' | 'bytesHeaders'>;
  readonly datasetId: string;
  readonly sequence: Sequence;
}

export interface SequenceSource extends SequenceFiles, Omit<CloudServiceOptions, 'requestOf'> {}

/** What a worker needs to load the cloud of any frame of a sequence. */
export function loadRequests(source: SequenceFiles): (frameId: string) => LoadRequest {
  const frames = new Map(source.sequence.frames.map((frame) => [frame.id, frame]));
  return (frameId) => ({
    frameId,
    sweeps: sweepSources(source, frames.get(frameId)?.clouds ?? []),
    headers: source.host.bytesHeaders,
  });
}

/** The clouds of one sequence of an open dataset; dispose it when the sequence is closed. */
export function createCloudService(source: SequenceSource): CloudService {
  return new CloudService({ ...source, requestOf: loadRequests(source) });
}

/** What a worker needs to fetch and decode the clouds of a frame. */
export function sweepSources(
  { host, datasetId, sequence }: SequenceFiles,
  clouds: readonly DataFile[],
): readonly SweepSource[] {
  return clouds.map(({ sensor, path }) => {
    const lidar = sequence.lidars.find(({ id }) => id === sensor);
    return {
      url: absoluteUrl(host.bytesUrl(datasetId, path)),
      path,
      format: formatOfCloud(path, lidar ?? {}),
      labelFromLidar: lidar?.labelFromLidar ?? IDENTITY_TRANSFORM,
    };
  });
}
