import type { PcdWarning, PcdWarningCode } from './types.ts';

type Details = PcdWarning['details'];

const MESSAGES: Readonly<Record<PcdWarningCode, (details: Details) => string>> = {
  version: ({ version }) =>
    version === '' ? 'no VERSION, read as 0.7' : `VERSION ${version} is not known, read as 0.7`,
  'unknown-key': ({ line, key }) => `line ${line}: ${key} is no key of a PCD header, ignored`,
  'junk-after-number': ({ key, text, value }) => `${key} ${text} read as ${value}`,
  viewpoint: ({ text }) => `VIEWPOINT ${text} is not seven numbers, taken as the identity`,
  'duplicate-field': ({ field, renamed }) => `a second field ${field} is called ${renamed}`,
  'empty-field': ({ field }) => `field ${field} has COUNT 0 and is left out`,
  'points-missing': ({ points }) => `no POINTS, WIDTH × HEIGHT = ${points} taken`,
  'points-mismatch': ({ points, width, height }) =>
    `POINTS ${points} is not WIDTH ${width} × HEIGHT ${height}`,
  truncated: ({ expected, actual, missing }) =>
    `${missing} of ${expected} points are missing, ${actual} are there`,
};

export function pcdWarning(code: PcdWarningCode, details: Details): PcdWarning {
  return { code, message: MESSAGES[code](details), details };
}
