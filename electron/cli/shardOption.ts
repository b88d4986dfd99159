import { InvalidArgumentError, Option } from 'commander';
import { parseShard, type Shard } from '#shared/shareOut.ts';

/**
 * `--shard 3/8`: only what falls to one of several runs of the same command; see `isInShard`.
 *
 * @param units what is shared out
 */
export function shardOption(units = 'sequences'): Option {
  const description = `only the ${units} that fall to the i-th of n runs, as in 3/8`;
  return new Option('--shard <i/n>', description).argParser(parseShardOption);
}

function parseShardOption(text: string): Shard {
  const shard = parseShard(text);
  if (shard !== undefined) return shard;
  throw new InvalidArgumentError('One of several, counted from 1, as in 3/8.');
}
