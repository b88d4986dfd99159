import { join } from 'node:path';
import { z } from 'zod';
import type { MethodOutput } from '#shared/host/contract.ts';
import type { FileSystem } from './fileSystem.ts';
import { UserFile } from './userFile.ts';

const tallySchema = z.object({ day: z.string(), count: z.number().int().nonnegative() });

/** `tally.json` in the user's folder: how many cuboids were set today, whichever datasets they lie in. */
export function createTally(fileSystem: FileSystem, configFolder: string, nowMs: () => number) {
  const file = new UserFile(fileSystem, join(configFolder, 'tally.json'), tallySchema, { day: '', count: 0 });
  return {
    /** Counts `add` more (or fewer) and answers how many they are, and until when. */
    today: async (add: number): Promise<MethodOutput<'tally.today'>> => {
      const { day, endsAt } = dayAt(nowMs());
      const counted = (kept: z.infer<typeof tallySchema>): number => (kept.day === day ? kept.count : 0);
      if (add === 0) return { count: counted(await file.read()), endsAt };
      const { count } = await file.change((before) => ({ day, count: Math.max(0, counted(before) + add) }));
      return { count, endsAt };
    },
  };
}

/** The day as the clock on the wall has it, and when it is over. */
function dayAt(nowMs: number): { readonly day: string; readonly endsAt: number } {
  const now = new Date(nowMs);
  const [year, month, date] = [now.getFullYear(), now.getMonth(), now.getDate()];
  return { day: `${year}-${month + 1}-${date}`, endsAt: new Date(year, month, date + 1).getTime() };
}
