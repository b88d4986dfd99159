import type { Sidecar } from '../labels/sidecar.ts';
import { boxwrightFormat } from './boxwright/boxwrightFormat.ts';
import type { InterchangeFormat, StandaloneFormat } from './common/interchangeFormat.ts';
import { csvFormat } from './csv/csvFormat.ts';
import { kittiObjectFormat } from './kitti/kittiObjectFormat.ts';

/** Every format that labels can be written in, in the order in which they are listed. */
export const INTERCHANGE_IDS = ['boxwright', 'kitti-object', 'csv'] as const;
export type InterchangeId = (typeof INTERCHANGE_IDS)[number];

/** @param generator what our own label files say that wrote them */
export function formatById(
  id: InterchangeId,
  generator: Sidecar['generator'],
): InterchangeFormat<InterchangeId> {
  return formatsWith(generator).find((format) => format.id === id)!;
}

/** Formats that can be read without a dataset round them. */
export const READABLE_ALONE = [csvFormat] as const satisfies readonly StandaloneFormat<InterchangeId>[];

function formatsWith(generator: Sidecar['generator']): readonly InterchangeFormat<InterchangeId>[] {
  return [boxwrightFormat(generator), kittiObjectFormat, csvFormat];
}
