import { asciiBody } from './encodeAscii.ts';
import { binaryBody, compressedBody } from './encodeBinary.ts';
import { encodeHeader } from './encodeHeader.ts';
import { PADDING } from './headerFields.ts';
import { scalarTypeOfArray } from './scalar.ts';
import { PcdError } from './types.ts';
import type { EncodeField, EncodeOptions, Plane } from './encodeTypes.ts';

/**
 * Encodes columns as a PCD 0.7 file. Every value survives in all three encodings: ascii has the shortest decimals that
 * read back to the same float32 or float64 (only the payload of a NaN is lost).
 *
 * @throws PcdError `unsupported` for columns that no PCD file can hold, `too-large` for more than 4 GiB compressed
 */
export function encodePcd(fields: readonly EncodeField[], options: EncodeOptions): Uint8Array<ArrayBuffer> {
  const planes = fields.map(checkField);
  const points = countPoints(planes);
  const header = encodeHeader(planes, points, options);
  if (options.encoding === 'ascii') return concatenate([header, ...asciiBody(planes, points)]);
  if (options.encoding === 'binary') return concatenate([header, binaryBody(planes, points)]);
  return concatenate([header, ...compressedBody(planes)]);
}

function checkField(
  { name, values, count = 1 }: EncodeField,
  index: number,
  all: readonly EncodeField[],
): Plane {
  // White space would end the name; `_` means padding and is never read back.
  if (!/^[^\s\p{Cc}]+$/u.test(name) || name === PADDING)
    throw unsupported('field-name', `A field cannot be called ${JSON.stringify(name)}`, { field: name });
  if (all.findIndex((other) => other.name === name) !== index)
    throw unsupported('duplicate-field', `Two fields are called ${name}`, { field: name });
  if (!Number.isInteger(count) || count < 1 || values.length % count !== 0)
    throw unsupported('field-count', `${name} has ${values.length} values, ${count} per point`, {
      field: name,
      length: values.length,
      count,
    });
  return { name, values, count, type: scalarTypeOfArray(values) };
}

function countPoints(planes: readonly Plane[]): number {
  const [first] = planes;
  if (first === undefined) throw unsupported('no-fields', 'A PCD file needs at least one field');
  const points = first.values.length / first.count;
  for (const { name, values, count } of planes)
    if (values.length / count !== points)
      throw unsupported(
        'field-length',
        `${name} has ${values.length / count} points, ${first.name} ${points}`,
        {
          field: name,
          expected: points,
          actual: values.length / count,
        },
      );
  return points;
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function unsupported(
  reason: string,
  message: string,
  details: Record<string, string | number> = {},
): PcdError {
  return new PcdError('unsupported', message, { reason, ...details });
}
