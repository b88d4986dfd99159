import { join, resolve } from 'node:path';
import { compareCodePoints } from '#shared/dataset/naturalOrder.ts';
import { mergeLosses } from '#shared/interchange/common/mergeLosses.ts';
import {
  earlierFiles,
  readReport,
  reportName,
  reportText,
  REPORT_NAME,
  type LossReport,
} from './lossReport.ts';
import { removeUnchanged } from './outputFolder.ts';
import { writeIfChanged } from './writeIfChanged.ts';

/**
 * Once the reports of all shards of a conversion lie in the folder, writes the report that one run would have written, and
 * removes what none of them has any more. Whichever shard is last does it; two that are last at once write the same.
 *
 * @returns whether all were there
 */
export async function mergeShards(typed: string, count: number): Promise<boolean> {
  const folder = resolve(typed);
  const names = Array.from({ length: count }, (_, i) => reportName({ index: i + 1, count }));
  const reports: LossReport[] = [];
  for (const name of names) {
    const report = await readReport(join(folder, name));
    if (report === undefined) return false;
    reports.push(report);
  }
  const [first] = reports;
  if (first === undefined || reports.some(({ from, to }) => from !== first.from || to !== first.to))
    return false;
  const files = reports.flatMap((report) => report.files).sort((a, b) => compareCodePoints(a.path, b.path));
  const { format, version, from, to, holds } = first;
  const whole: LossReport = {
    format,
    version,
    from,
    to,
    frames: reports.reduce((sum, { frames }) => sum + frames, 0),
    holds,
    ...mergeLosses(reports),
    unread: reports.reduce((sum, { unread }) => sum + unread, 0),
    files,
  };
  const kept = new Set([...names, ...files.map(({ path }) => path)]);
  const earlier = [...(await earlierFiles(typed)).values()].flat();
  await removeUnchanged(
    folder,
    earlier.filter(({ path }) => !kept.has(path) && path !== REPORT_NAME),
  );
  await writeIfChanged(join(folder, REPORT_NAME), reportText(whole));
  return true;
}
