import type { Sidecar } from '../labels/sidecar.ts';
import { boxwrightFormat } from './boxwright/boxwrightFormat.ts';
import type { InterchangeFormat, StandaloneFormat } from './common/interchangeFormat.ts';
import { cocoFormat } from './coco/cocoFormat.ts';
import { csvFormat } from './csv/csvFormat.ts';
import { datumaroFormat } from './datumaro/datumaroFormat.ts';
import { kittiObjectFormat } from './kitti/kittiObjectFormat.ts';
import { kittiRawFormat } from './kittiRaw/kittiRawFormat.ts';
import { kittiTrackingFormat } from './kittiTracking/kittiTrackingFormat.ts';
import { labelcloudFormat, labelcloudVerticesFormat } from './labelcloud/labelcloudFormat.ts';
import { nuscenesFormat } from './nuscenes/nuscenesFormat.ts';
import { openlabelFormat } from './openlabel/openlabelFormat.ts';
import { openpcdetFormat } from './openpcdet/openpcdetFormat.ts';
import { segmentsFormat } from './segments/segmentsFormat.ts';
import { superviselyFormat } from './supervisely/superviselyFormat.ts';
import { sustechpointsFormat } from './sustechpoints/sustechpointsFormat.ts';
import { xtreme1Format } from './xtreme1/xtreme1Format.ts';

/** Every format that labels can be written in, in the order in which they are listed. */
export const INTERCHANGE_IDS = [
  'boxwright',
  'kitti-object',
  'kitti-tracking',
  'openlabel',
  'coco',
  'csv',
  'kitti-raw',
  'nuscenes',
  'sustechpoints',
  'xtreme1',
  'cvat-3d',
  'supervisely',
  'segments',
  'labelcloud',
  'labelcloud-vertices',
  'openpcdet',
] as const;
export type InterchangeId = (typeof INTERCHANGE_IDS)[number];

/** Formats that can be read without a dataset round them, in the order in which a folder is tried. */
export const READABLE_ALONE = [
  openlabelFormat,
  segmentsFormat,
  kittiTrackingFormat,
  labelcloudFormat,
  labelcloudVerticesFormat,
  openpcdetFormat,
  cocoFormat,
  csvFormat,
] as const satisfies readonly StandaloneFormat<InterchangeId>[];

const FORMATS: readonly InterchangeFormat<InterchangeId>[] = [
  kittiObjectFormat,
  kittiTrackingFormat,
  openlabelFormat,
  cocoFormat,
  csvFormat,
  kittiRawFormat,
  nuscenesFormat,
  sustechpointsFormat,
  xtreme1Format,
  datumaroFormat,
  superviselyFormat,
  segmentsFormat,
  labelcloudFormat,
  labelcloudVerticesFormat,
  openpcdetFormat,
];

/** @param generator what our own label files say that wrote them */
export function formatById(
  id: InterchangeId,
  generator: Sidecar['generator'],
): InterchangeFormat<InterchangeId> {
  return FORMATS.find((format) => format.id === id) ?? boxwrightFormat(generator);
}

/** The label files of a dataset in a layout whose labels are in a format of files for many frames; undefined for others. */
export function labelFilesOf(layout: string, paths: readonly string[]): readonly string[] | undefined {
  const { labelFiles } = FORMATS.find(({ id }) => id === layout) ?? {};
  return labelFiles && paths.filter((path) => labelFiles.test(path));
}
