import type { z } from 'zod';
import { joinPlaces } from './joinPlaces.ts';
import type { ProblemReason } from './reasons.ts';

export interface SchemaFault {
  /** `objects[3].cuboid.size[0]`; the empty text is the whole file. */
  readonly where: string;
  readonly reason: ProblemReason;
  /** How many values are expected, for `wrongCount`. */
  readonly expected?: number;
}

const EXPECTED: Readonly<Record<string, ProblemReason>> = {
  number: 'expectNumber',
  int: 'expectNumber',
  string: 'expectText',
  array: 'expectList',
  tuple: 'expectList',
  object: 'expectObject',
  record: 'expectObject',
  boolean: 'expectBoolean',
};

/** The first thing that zod found in `input`, as the place and a reason that can be said in every language. */
export function schemaFault(error: z.core.$ZodError, input: unknown): SchemaFault {
  const issue = error.issues[0];
  if (issue === undefined) return { where: '', reason: 'wrongValue' };
  const where = placeOf(issue.path);
  switch (issue.code) {
    case 'invalid_type':
      // zod says of an absent key only that its type is wrong
      if (valueAt(input, issue.path) === undefined) return { where, reason: 'missing' };
      return { where, reason: EXPECTED[issue.expected] ?? 'wrongValue' };
    case 'too_small':
    case 'too_big':
      if (issue.origin === 'number' || issue.origin === 'int') return { where, reason: 'outOfRange' };
      return { where, reason: 'wrongCount', ...countOf(issue) };
    default:
      return { where, reason: 'wrongValue' };
  }
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    input,
  );
}

function countOf(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): { expected?: number } {
  const bound = issue.code === 'too_small' ? issue.minimum : issue.maximum;
  return issue.origin === 'array' || issue.origin === 'tuple' ? { expected: Number(bound) } : {};
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (where, key) => (typeof key === 'number' ? `${where}[${key}]` : joinPlaces(where, String(key))),
    '',
  );
}
