import type { Problem } from '../problems/problem.ts';
import { assumed } from './assumed.ts';
import type { DatasetFolder } from './fileTree.ts';
import { ask, type LayoutChoices, type Question } from './questions.ts';

/** What float32 rows of a `.bin` file are, by how many columns they have; the likeliest first. */
const KNOWN_COLUMNS: readonly string[] = [
  'x y z intensity',
  'x y z intensity ring',
  'x y z',
  'x y z intensity ring time',
];

const SAMPLED = 8;
const BYTES_PER_NUMBER = 4;

export interface BinColumns {
  /** Undefined where there are no `.bin` files. */
  readonly columns?: string[];
  /** Where several counts of columns fit. */
  readonly question?: Question;
  /** What was assumed. */
  readonly problems: readonly Problem[];
}

/**
 * The columns of `.bin` files, which have no header, from the sizes of eight of them: a row must fit into each a whole
 * number of times. Asks where more than one does; the likeliest where none does, decoding tells the rest.
 */
export async function guessBinColumns(
  clouds: readonly string[],
  folder: DatasetFolder,
  choices: LayoutChoices,
): Promise<BinColumns> {
  const sizes = await sampleSizes(clouds, folder);
  if (sizes === undefined) return { problems: [] };
  const fitting = columnsThatFit(sizes);
  const question = fitting.length > 1 ? ask('binColumns', fitting, choices) : undefined;
  const columns = question?.chosen ?? fitting[0] ?? KNOWN_COLUMNS[0]!;
  const isAnswered = question?.isAnswered === true;
  return {
    columns: columns.split(' '),
    ...(question === undefined ? {} : { question }),
    problems: isAnswered ? [] : [assumed('assumedBinColumns', { columns })],
  };
}

/** Could these `.bin` files be point clouds at all? Not where all are empty, or no row of numbers fits. */
export async function areBinClouds(clouds: readonly string[], folder: DatasetFolder): Promise<boolean> {
  const sizes = (await sampleSizes(clouds, folder)) ?? [];
  return sizes.length > 0 && columnsThatFit(sizes).length > 0;
}

function columnsThatFit(sizes: readonly number[]): string[] {
  return KNOWN_COLUMNS.filter((columns) => {
    const row = columns.split(' ').length * BYTES_PER_NUMBER;
    return sizes.every((size) => size % row === 0);
  });
}

/** Bytes of some `.bin` files spread over all of them, without those that are empty or gone; undefined: there is none. */
async function sampleSizes(clouds: readonly string[], folder: DatasetFolder): Promise<number[] | undefined> {
  const files = clouds.filter((path) => /\.bin$/i.test(path));
  if (files.length === 0) return undefined;
  const step = Math.ceil(files.length / SAMPLED);
  const sampled = files.filter((_path, i) => i % step === 0);
  const sizes = await Promise.all(sampled.map((path) => folder.size(path).catch(() => 0)));
  return sizes.filter((size) => size > 0);
}
