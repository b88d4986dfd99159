import { memoryFolder } from '../../../../testing/datasetFolders.ts';
import { ProblemError, type Problem } from '../../../problems/problem.ts';
import type { Dataset } from '../../dataset.ts';
import type { ForeignFrameLabels } from '../../layout.ts';
import { nuscenesLayout } from '../nuscenes.ts';
import { worldFiles, worldTables, type Row, type Tables } from './nuscenesWorld.ts';

export const folderOfWorld = (change?: (tables: Tables, files: string[]) => void, tables?: string) =>
  memoryFolder('nuscenes', worldFiles(change, tables));

export async function labelsOf(
  folder: ReturnType<typeof memoryFolder>,
  dataset: Dataset,
  sequence = dataset.sequences[0]!,
): Promise<(ForeignFrameLabels | undefined)[]> {
  const read = await nuscenesLayout.labels!.open(folder, dataset, sequence);
  return Promise.all(sequence.frames.map((frame) => read(frame)));
}

export async function refusalOf(attempt: Promise<unknown>): Promise<Problem | undefined> {
  const error: unknown = await attempt.catch((thrown: unknown) => thrown);
  return error instanceof ProblemError ? error.problem : undefined;
}

export function withoutAssumptions({ problems }: Pick<Dataset, 'problems'>): Problem[] {
  return problems.filter(({ code }) => code !== 'layout.assumed');
}

export function rowOf(tables: Tables, table: string, token: string): Row {
  return tables[table]!.find((row) => row['token'] === token)!;
}

export function drop(tables: Tables, table: string, token: string): void {
  tables[table] = tables[table]!.filter((row) => row['token'] !== token);
}

/** The path of a file of the first sample of scene-0061. */
export function fileOf(channel: string): string {
  return String(rowOf(worldTables().tables, 'sample_data', `scene-0061-sample-0-${channel}-key`)['filename']);
}
