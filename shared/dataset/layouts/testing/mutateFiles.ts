import { seededRandom } from '../../../pointcloud/random.ts';

/** Texts by path; a file whose text is `UNREADABLE` cannot be read. */
export type Files = Readonly<Record<string, string>>;

export const UNREADABLE = '\u0000unreadable';

export interface Mutated {
  readonly files: Files;
  /** What was done, for messages. */
  readonly steps: readonly string[];
}

type Random = () => number;
type Step = (files: Map<string, string>, random: Random) => string;

/** Damages a dataset in one to three ways; the same seed damages it in the same ways. */
export function mutateFiles(files: Files, seed: number): Mutated {
  const random = seededRandom(seed);
  const mutated = new Map(Object.entries(files));
  const count = 1 + Math.floor(random() * 3);
  const steps = Array.from({ length: count }, () => pick(STEPS, random)(mutated, random));
  return { files: Object.fromEntries(mutated), steps };
}

const WHOLE_TEXTS = [
  '',
  ' ',
  '{',
  '[]',
  '{}',
  'null',
  '0',
  '"x"',
  '[[[',
  '\u0000\u0001\uFFFD%PNG',
  '<a>',
  '- -',
  UNREADABLE,
];
const NAMES = [
  'two words',
  '数据',
  '🚗',
  '__proto__',
  'constructor',
  'toString',
  'n'.repeat(300),
  'a%2f..',
  '-1',
  '0',
  '.x',
  'A',
];
const WORDS = [
  '',
  'nan',
  'NaN',
  '-inf',
  '1e999',
  '1e308',
  '-5',
  '0',
  '0x10',
  'abc',
  '99999999999999999999',
  '1e-320',
];

/** In place of a value in JSON; `1e999` is read as infinite. */
const VALUES: readonly unknown[] = [
  null,
  true,
  '',
  'x',
  '__proto__',
  'constructor',
  '数据 🚗',
  'n'.repeat(5000),
  '1',
  0,
  -1,
  0.5,
  1e308,
  -1e308,
  5e-324,
  2 ** 53,
  [],
  {},
  [null],
  [0, 0, 0],
  [1e308, 1e308, 1e308],
  [0, 0, 0, 0],
  ['a'],
  { x: 0, y: 0, z: 0 },
  JSON.parse(`${'['.repeat(100)}${']'.repeat(100)}`),
];
const INFINITE = '@infinite';

const changeText =
  (name: string, change: (text: string, random: Random) => string): Step =>
  (files, random) => {
    const withText = [...files].filter(([, text]) => text.length > 1).map(([path]) => path);
    const path = pick(withText.length > 0 ? withText : [...files.keys()], random);
    files.set(path, change(files.get(path) ?? '', random));
    return `${name} ${path}`;
  };

const changeJson: Step = changeText('value', (text, random) => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return changeWord(text, random);
  }
  const holders = holdersIn(json);
  if (holders.length === 0) return '[]';
  const holder = pick(holders, random);
  const key = pick(Object.keys(holder), random);
  if (random() < 0.15) Reflect.deleteProperty(holder, key);
  else Reflect.set(holder, key, random() < 0.1 ? INFINITE : pick(VALUES, random));
  return JSON.stringify(json).replaceAll(`"${INFINITE}"`, '1e999');
});

const STEPS: readonly Step[] = [
  changeJson,
  changeJson,
  changeJson,
  changeText('word', changeWord),
  changeText('word', changeWord),
  changeText('truncated', (text, random) => text.slice(0, Math.floor(random() * text.length))),
  changeText('replaced', (_text, random) => pick(WHOLE_TEXTS, random)),
  changeText('line ends', (text) => `\uFEFF${text.replaceAll('\n', '\r\n')}`),
  changeText('line twice', (text, random) => {
    const lines = text.split('\n');
    const at = Math.floor(random() * lines.length);
    return [...lines.slice(0, at + 1), ...lines.slice(random() < 0.5 ? at : at + 2)].join('\n');
  }),
  (files, random) => {
    const path = pick([...files.keys()], random);
    if (files.size > 1) files.delete(path);
    return `without ${path}`;
  },
  (files, random) => {
    const [a, b] = [pick([...files.keys()], random), pick([...files.keys()], random)];
    const text = files.get(a) ?? '';
    files.set(a, files.get(b) ?? '').set(b, text);
    return `swapped ${a} and ${b}`;
  },
  renamePart,
  renamePart,
];

/** Gives a file or a folder on the way to it another name, with or without what comes after the first dot. */
function renamePart(files: Map<string, string>, random: Random): string {
  const parts = pick([...files.keys()], random).split('/');
  const at = Math.floor(random() * parts.length);
  const name = pick(NAMES, random) + (random() < 0.7 ? (/\..*$/.exec(parts[at]!)?.[0] ?? '') : '');
  const start = parts.slice(0, at + 1).join('/');
  const renamed = [...parts.slice(0, at), name].join('/');
  const inside = [...files].filter(([path]) => path === start || path.startsWith(`${start}/`));
  for (const [path, text] of inside) {
    files.delete(path);
    files.set(renamed + path.slice(start.length), text);
  }
  return `${start} is ${renamed.slice(0, 100)}`;
}

function changeWord(text: string, random: Random): string {
  const words = [...text.matchAll(/[^\s,:"<>[\]{}]+/g)];
  if (words.length === 0) return 'x';
  const { index, 0: word } = pick(words, random);
  return text.slice(0, index) + pick(WORDS, random) + text.slice(index + word.length);
}

function holdersIn(json: unknown): object[] {
  if (typeof json !== 'object' || json === null) return [];
  const inner = Object.values(json).flatMap((value) => holdersIn(value));
  return Object.keys(json).length === 0 ? inner : [json, ...inner];
}

function pick<T>(from: readonly T[], random: Random): T {
  return from[Math.floor(random() * from.length)]!;
}
