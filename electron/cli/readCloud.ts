import type { FolderOnDisk } from '#electron/services/folderOnDisk.ts';
import type { Lidar } from '#shared/dataset/dataset.ts';
import type { RigidTransform } from '#shared/geometry/rigidTransform.ts';
import { buildCloud, type PointCloud } from '#shared/pointcloud/cloud.ts';
import { decodeCloudFile, formatOfCloud } from '#shared/pointcloud/files/cloudFile.ts';
import { COORDINATE_FIELDS, coordinatesOf } from '#shared/pointcloud/files/coordinates.ts';
import { ProblemError } from '#shared/problems/problem.ts';
import { possibleBinColumns } from './binLength.ts';
import { pcdKernels } from './pcdKernels.ts';

/**
 * The points of a file in a folder, in the label frame.
 *
 * @throws ProblemError for a file that cannot be read as a cloud
 */
export async function readCloud(
  folder: FolderOnDisk,
  path: string,
  lidar: Pick<Lidar, 'binColumns'> & { readonly labelFromLidar?: RigidTransform } = {},
): Promise<PointCloud> {
  const guessed = /\.bin$/i.test(path) ? possibleBinColumns(await folder.size(path))[0] : undefined;
  const binColumns = lidar.binColumns ?? guessed;
  const format = formatOfCloud(path, binColumns === undefined ? {} : { binColumns: [...binColumns] });
  const decoded = await decodeCloudFile(folder.readStream(path), format, {
    fields: COORDINATE_FIELDS,
    kernels: await pcdKernels(),
  });
  const coordinates = coordinatesOf(decoded);
  if (coordinates === undefined)
    throw new ProblemError({ code: 'cloud.noCoordinates', severity: 'error', path });
  return buildCloud(coordinates, lidar.labelFromLidar);
}
