import type { Problem } from '../../problems/problem.ts';
import type { Timestamp } from '../dataset.ts';
import type { DatasetFolder } from '../fileTree.ts';
import { readTexts } from './kittiFiles.ts';
import type { DriveFiles } from './kittiRawFiles.ts';
import { linesOf } from './kittiText.ts';

export interface DriveTimes {
  /** `{timestamp}` of a frame in a stream (`velodyne_points`, `image_02`), or `{}` where it is not known. */
  timestampOf(stream: string, frame: string): { timestamp?: Timestamp };
  readonly problems: readonly Problem[];
}

/**
 * The times of a drive, which stand in `timestamps.txt` of each stream: the line's number, counted from 0, is the
 * frame's. The lidar's are those at which it looks ahead, half way through the sweep; it triggers the cameras then.
 */
export async function readDriveTimes(drive: DriveFiles, folder: DatasetFolder): Promise<DriveTimes> {
  const problems: Problem[] = [];
  const byStream = new Map<string, ReadonlyMap<string, bigint>>();
  const texts = await readTexts(folder, [...drive.times.values()]);
  for (const [i, [stream, path]] of [...drive.times].entries()) {
    const text = texts[i]!;
    if (typeof text === 'string') byStream.set(stream, timesByFrame(text, stream, path, problems));
    else problems.push(text);
  }
  return {
    timestampOf(stream, frame) {
      const ns = byStream.get(stream)?.get(frame);
      if (ns === undefined) return {};
      const meaning = stream === 'velodyne_points' ? 'sweep middle' : 'unknown';
      return { timestamp: { ns: ns.toString(), clock: 'kitti', meaning } };
    },
    problems,
  };
}

/** Of two frames with one time the second has none. */
function timesByFrame(text: string, stream: string, path: string, problems: Problem[]): Map<string, bigint> {
  const byFrame = new Map<string, bigint>();
  const taken = new Set<bigint>();
  for (const [frame, line] of linesOf(text).entries()) {
    const ns = parseTime(line.trim());
    if (ns === undefined) continue;
    if (!taken.has(ns)) byFrame.set(String(frame), ns);
    else {
      const params = { sensor: stream, time: line.trim() };
      problems.push({ code: 'time.duplicate', severity: 'warning', path, params });
    }
    taken.add(ns);
  }
  return byFrame;
}

/** `2011-09-26 13:02:25.964389445` as nanoseconds, exactly. It says no time zone: taken as UTC, differences count. */
function parseTime(line: string): bigint | undefined {
  const [, date, time, decimals = ''] =
    /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?$/.exec(line) ?? [];
  const ms = Date.parse(`${date}T${time}Z`);
  if (Number.isNaN(ms)) return undefined;
  return BigInt(ms) * 1_000_000n + BigInt(decimals.padEnd(9, '0'));
}
