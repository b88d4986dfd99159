import { AsciiBody } from './asciiBody.ts';
import { BinaryBody } from './binaryBody.ts';
import { CompressedBody } from './compressedBody.ts';
import { dropNonFinite } from './finitePoints.ts';
import { GrowingBytes } from './growingBytes.ts';
import { parsePcdHeader } from './header.ts';
import { findHeaderEnd, MAX_HEADER_BYTES } from './headerEnd.ts';
import { PcdError } from './types.ts';
import { pcdWarning } from './warnings.ts';
import type { Body } from './body.ts';
import type { DecodeOptions } from './options.ts';
import type { PcdCloud, PcdColumn, PcdHeader } from './types.ts';

/**
 * Decodes a whole PCD file. Bytes behind the last point are allowed: PCL pads its files to 4,096.
 *
 * @throws PcdError, or the reason of an aborted signal
 */
export function decodePcd(bytes: Uint8Array, options: DecodeOptions = {}): PcdCloud {
  const header = parsePcdHeader(bytes);
  const rest = bytes.subarray(header.byteLength);
  const body = openBody(header, options, rest.length, firstBodyLine(bytes, header));
  feed(body, rest, header, options);
  return finish(header, body, bytes.length, options);
}

/**
 * Decodes a PCD file as it arrives, in chunks of any size, and stops reading behind the last point. Beyond the columns
 * it holds one chunk, or for `binary_compressed` the compressed body. Chunks are not kept: a source may reuse them.
 * An abort is noticed when the next chunk arrives.
 *
 * @throws PcdError, the reason of an aborted signal, or whatever the source throws
 */
export async function decodePcdStream(
  source: AsyncIterable<Uint8Array>,
  options: DecodeOptions = {},
): Promise<PcdCloud> {
  const head = new GrowingBytes();
  let searchFrom = 0;
  let header: PcdHeader | undefined;
  let body: Body | undefined;
  let length = 0;
  for await (const chunk of source) {
    throwIfAborted(options);
    length += chunk.length;
    let rest = chunk;
    if (header === undefined || body === undefined) {
      const taken = Math.min(chunk.length, MAX_HEADER_BYTES - head.length);
      head.append(chunk.subarray(0, taken));
      const search = findHeaderEnd(head.view(), searchFrom);
      if (search.end === undefined) {
        searchFrom = search.resumeAt;
        if (head.length < MAX_HEADER_BYTES) continue;
      }
      header = parsePcdHeader(head.view());
      body = openBody(header, options, undefined, firstBodyLine(head.view(), header));
      rest = chunk.subarray(taken - (head.length - header.byteLength));
    }
    feed(body, rest, header, options);
    if (body.pointsDone === header.points) break;
  }
  throwIfAborted(options);
  if (header !== undefined && body !== undefined) return finish(header, body, length, options);
  return decodePcd(head.view(), options);
}

/**
 * @param availableBytes size of the body where it is known; memory is then never asked for on the header's word alone
 * @param firstLine number of the body's first line in the file, for messages
 */
function openBody(
  header: PcdHeader,
  options: DecodeOptions,
  availableBytes: number | undefined,
  firstLine: number,
): Body {
  if (header.encoding === 'ascii') return new AsciiBody(header, options, availableBytes, firstLine);
  if (header.encoding === 'binary') return new BinaryBody(header, options, availableBytes);
  return new CompressedBody(header, options, availableBytes);
}

function feed(body: Body, bytes: Uint8Array, header: PcdHeader, options: DecodeOptions): void {
  for (let start = 0; start < bytes.length && body.pointsDone < header.points; start += body.windowBytes) {
    throwIfAborted(options);
    body.push(bytes.subarray(start, start + body.windowBytes));
    options.onProgress?.(body.pointsDone, header.points);
  }
}

/**
 * Closes the body and cuts its columns to the points that are there. Where POINTS and WIDTH × HEIGHT disagree and the
 * body holds exactly the latter, the latter was right.
 */
function finish(header: PcdHeader, body: Body, fileBytes: number, options: DecodeOptions): PcdCloud {
  const columns = body.end();
  const points = body.pointsDone;
  const isGrid = points > 0 && points === header.width * header.height;
  const isTruncated = points !== header.points && !isGrid;
  const missing = { expected: header.points, actual: points, missing: header.points - points };
  if (isTruncated && options.truncated !== 'keep') {
    const message = `The file ends after ${points} of ${header.points} points`;
    throw new PcdError('truncated', message, missing, fileBytes);
  }
  const warnings = isTruncated ? [...header.warnings, pcdWarning('truncated', missing)] : header.warnings;
  const whole = columns.map((column) => cut(column, points));
  const rows = options.nonFinite === 'drop' ? dropNonFinite(whole, points) : undefined;
  const kept = rows?.length ?? points;
  const wanted = whole.filter(({ field }) => options.fields?.includes(field.name) ?? true);
  return {
    header: points === header.points ? header : { ...header, points, warnings },
    columns: new Map(wanted.map((column) => [column.field.name, cut(column, kept)])),
    points: kept,
    rows,
  };
}

function cut({ field, values }: PcdColumn, points: number): PcdColumn {
  const length = points * field.count;
  return { field, values: values.length === length ? values : values.subarray(0, length) };
}

function firstBodyLine(file: Uint8Array, { byteLength }: PcdHeader): number {
  let line = 1;
  for (let at = 0; at < byteLength; at++) if (file[at] === 10) line++;
  return line;
}

function throwIfAborted({ signal }: DecodeOptions): void {
  if (signal?.aborted === true) throw signal.reason ?? new Error('Aborted');
}
