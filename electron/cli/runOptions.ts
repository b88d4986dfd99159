import { InvalidArgumentError, Option } from 'commander';

/** More threads than this wait for the disk and for each other. */
const MOST_JOBS = 64;

/**
 * `--jobs 4`: how many sequences are worked on at the same time.
 *
 * @param units what is worked on
 * @param most unless a number is given
 */
export function jobsOption(units = 'sequences', most = 8): Option {
  return new Option(
    '--jobs <n>',
    `how many ${units} are worked on at the same time, each by a thread (default: one for each processor, up to ${most})`,
  ).argParser(parseJobs);
}

/** `--parts folder`: what came of each sequence is kept there, and used when it is still good. */
export function partsOption(): Option {
  return new Option(
    '--parts <folder>',
    'keep there what came of each sequence: a run goes on where one was killed, and puts together what shards made',
  );
}

function parseJobs(text: string): number {
  const jobs = Number(text);
  if (Number.isInteger(jobs) && jobs >= 1 && jobs <= MOST_JOBS) return jobs;
  throw new InvalidArgumentError(`A number from 1 to ${MOST_JOBS}.`);
}
