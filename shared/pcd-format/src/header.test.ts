import { describe, expect, test } from 'vitest';
import { parsePcdHeader } from './header.ts';
import type { PcdHeader } from './types.ts';

const LINES = [
  '# .PCD v0.7 - Point Cloud Data file format',
  'VERSION 0.7',
  'FIELDS x y z intensity',
  'SIZE 4 4 4 1',
  'TYPE F F F U',
  'COUNT 1 1 1 1',
  'WIDTH 3',
  'HEIGHT 1',
  'VIEWPOINT 1 2 3 1 0 0 0',
  'POINTS 3',
  'DATA binary',
];

/** The standard header with some lines replaced (by key), removed (undefined) or put before DATA. */
function parse(changes: Readonly<Record<string, string | undefined>> = {}, newline = '\n'): PcdHeader {
  const lines = LINES.flatMap((line) => {
    const key = line.split(' ')[0]!;
    return key in changes ? (changes[key] ?? []) : line;
  });
  const added = Object.entries(changes).flatMap(([key, line]) =>
    line !== undefined && !LINES.some((known) => known.startsWith(`${key} `)) ? line : [],
  );
  lines.splice(-1, 0, ...added);
  return parsePcdHeader(new TextEncoder().encode(lines.join(newline) + newline));
}

function codes({ warnings }: PcdHeader): string[] {
  return warnings.map(({ code }) => code);
}

describe('parsePcdHeader', () => {
  test('reads a plain header', () => {
    expect(parse()).toEqual({
      version: '0.7',
      fields: [
        { name: 'x', type: 'float32', count: 1, offset: 0 },
        { name: 'y', type: 'float32', count: 1, offset: 4 },
        { name: 'z', type: 'float32', count: 1, offset: 8 },
        { name: 'intensity', type: 'uint8', count: 1, offset: 12 },
      ],
      width: 3,
      height: 1,
      viewpoint: [1, 2, 3, 1, 0, 0, 0],
      points: 3,
      encoding: 'binary',
      rowBytes: 13,
      byteLength: `${LINES.join('\n')}\n`.length,
      warnings: [],
    });
  });

  test('ends behind the newline of DATA, whatever follows', () => {
    const text = `${LINES.join('\n')}\n`;
    expect(parsePcdHeader(new TextEncoder().encode(`${text}DATA ascii\n\n`)).byteLength).toBe(text.length);
    expect(parsePcdHeader(new TextEncoder().encode(LINES.join('\n'))).byteLength).toBe(text.length - 1);
  });

  test('takes CRLF, tabs, blank lines, comments, lower-case keys and a byte order mark', () => {
    expect(parse({}, '\r\n')).toEqual({ ...parse(), byteLength: parse().byteLength + LINES.length });
    const text = LINES.map((line) => {
      const [key, ...values] = line.split(' ');
      return line.startsWith('#') ? line : `  ${key!.toLowerCase()}\t${values.join(' \t ')}  \n\n# and so on`;
    }).join('\n');
    const parsed = parsePcdHeader(new TextEncoder().encode(`\uFEFF${text}\n`));
    expect(parsed).toEqual({ ...parse(), byteLength: parsed.byteLength });
  });

  test('does without VIEWPOINT, COUNT, HEIGHT and VERSION lines as old files do', () => {
    const parsed = parse({
      VIEWPOINT: undefined,
      COUNT: undefined,
      HEIGHT: undefined,
      VERSION: 'VERSION .5',
    });
    expect(parsed).toMatchObject({ viewpoint: [0, 0, 0, 1, 0, 0, 0], height: 1, rowBytes: 13, warnings: [] });
  });

  test('keeps a # inside a field name', () => {
    expect(parse({ FIELDS: 'FIELDS x #y z# i#2' }).fields.map(({ name }) => name)).toEqual([
      'x',
      '#y',
      'z#',
      'i#2',
    ]);
  });

  test('leaves padding in place and drops fields with COUNT 0', () => {
    const parsed = parse({
      FIELDS: 'FIELDS x _ intensity _ timestamp _ ring _',
      SIZE: 'SIZE 4 1 4 1 8 1 2 1',
      TYPE: 'TYPE F U F U F U U U',
      COUNT: 'COUNT 1 4 1 0 1 6 1 12',
    });
    expect(parsed.fields.map(({ name, offset }) => `${name}@${offset}`)).toEqual([
      'x@0',
      '_@4',
      'intensity@8',
      'timestamp@12',
      '_@20',
      'ring@26',
      '_@28',
    ]);
    expect(parsed.rowBytes).toBe(40);
    expect(parsed.warnings).toMatchObject([{ code: 'empty-field', details: { field: '_', index: 3 } }]);
  });

  test('renames repeated fields, clear of names that are there already', () => {
    const parsed = parse({ FIELDS: 'FIELDS a a a#2 a' });
    expect(parsed.fields.map(({ name }) => name)).toEqual(['a', 'a#3', 'a#2', 'a#4']);
    expect(codes(parsed)).toEqual(['duplicate-field', 'duplicate-field']);
    expect(parse({ FIELDS: 'FIELDS x x y z' }).fields.map(({ name }) => name)).toEqual([
      'x',
      'x#2',
      'y',
      'z',
    ]);
  });

  test.each([
    ['WIDTH', 'WIDTH 3#####', { width: 3, points: 3 }, ['junk-after-number']],
    ['WIDTH', 'WIDTH 3e0', { width: 3 }, []],
    ['WIDTH', 'WIDTH 0x3', { width: 0 }, ['junk-after-number', 'points-mismatch']],
    ['POINTS', 'POINTS 3           ', { points: 3 }, []],
    ['POINTS', undefined, { points: 3 }, ['points-missing']],
    ['POINTS', 'POINTS 2', { points: 2, width: 3 }, ['points-mismatch']],
    ['WIDTH', undefined, { width: 3, points: 3 }, []],
    ['VIEWPOINT', 'VIEWPOINT 0 0 0', { viewpoint: [0, 0, 0, 1, 0, 0, 0] }, ['viewpoint']],
    ['VIEWPOINT', 'VIEWPOINT 0 0 nan 1 0 0 0', { viewpoint: [0, 0, 0, 1, 0, 0, 0] }, ['viewpoint']],
    ['VERSION', 'VERSION .4', { version: '.4' }, ['version']],
    ['VERSION', undefined, { version: '' }, ['version']],
    ['SENSOR', 'SENSOR front', {}, ['unknown-key']],
    ['FIELDS', 'COLUMNS x y z intensity', { rowBytes: 13 }, []],
    ['DATA', 'DATA Binary_Compressed', { encoding: 'binary_compressed' }, []],
  ])('tolerates %s as %j', (key, line, expected, warnings) => {
    const parsed = parse({ [key]: line });
    expect(parsed).toMatchObject(expected);
    expect(codes(parsed)).toEqual(warnings);
  });

  test.each([
    ['FIELDS', undefined, 'header', 'no-fields'],
    ['FIELDS', 'FIELDS x y z', 'header', 'field-count'],
    ['SIZE', undefined, 'header', 'field-count'],
    ['SIZE', 'SIZE 4 4 4 3', 'unsupported', 'field-type'],
    ['TYPE', 'TYPE F F F F', 'unsupported', 'field-type'],
    ['SIZE', 'SIZE 4 4 4 -1', 'header', 'not-a-number'],
    ['COUNT', 'COUNT 1 1 1 one', 'header', 'not-a-number'],
    ['COUNT', 'COUNT 0 0 0 0', 'header', 'no-fields'],
    ['COUNT', 'COUNT 1 1 1 999999999', 'too-large', 'row'],
    ['WIDTH', 'WIDTH -3', 'header', 'not-a-number'],
    ['WIDTH', 'WIDTH 99999999999999999999', 'header', 'not-a-number'],
    ['POINTS', 'POINTS many', 'header', 'not-a-number'],
    ['DATA', 'DATA ascii-1.5 2', 'header', 'encoding'],
    ['DATA', 'DATA', 'header', 'encoding'],
  ])('refuses %s as %j', (key, line, code, reason) => {
    expect(() => parse({ [key]: line })).toThrow(
      expect.objectContaining({ code, details: expect.objectContaining({ reason }) }),
    );
  });

  test('refuses a file with neither WIDTH nor POINTS', () => {
    expect(() => parse({ WIDTH: undefined, POINTS: undefined })).toThrow(
      expect.objectContaining({ details: { reason: 'no-size' } }),
    );
  });

  test.each([
    ['', 'empty'],
    ['version https://git-lfs.github.com/spec/v1\noid sha256:83d7\nsize 234686\n', 'git-lfs-pointer'],
    ['VERSION 0.7\nFIELDS x', 'no-data-line'],
    ['VERSION 0.7\nDATABASE ascii\n', 'no-data-line'],
  ])('tells what %j is', (text, reason) => {
    expect(() => parsePcdHeader(new TextEncoder().encode(text))).toThrow(
      expect.objectContaining({ code: 'header', details: { reason }, offset: expect.any(Number) }),
    );
  });

  test.each([
    ['ply\nformat binary_little_endian 1.0\nend_header\n', 'PLY'],
    ['ply\nformat ascii 1.0\ncomment\nDATA ascii\n', 'PLY'],
    ['LASF\0\0\0\0', 'LAS'],
    ['PK\u0003\u0004\u0014\0', 'ZIP'],
    ['<!DOCTYPE html>\n<html>', 'HTML'],
    ['\n  <html lang="en">', 'HTML'],
    ['<?xml version="1.0"?>', 'XML'],
    ['{"points": []}', 'JSON'],
    ['[[1, 2], [3, 4]]', 'JSON'],
    ['#ROSBAG V2.0\n', 'ROS bag'],
  ])('names what %j is instead', (text, format) => {
    expect(() => parsePcdHeader(new TextEncoder().encode(text))).toThrow(
      expect.objectContaining({ code: 'header', details: { reason: 'foreign', format }, offset: 0 }),
    );
  });

  test.each([
    ['SIZE', { SIZE: 'SIZE 4 4' }],
    ['TYPE', { TYPE: 'TYPE F F Q' }],
    ['COUNT', { COUNT: 'COUNT 1 one 1' }],
    ['WIDTH', { WIDTH: 'WIDTH many' }],
    ['DATA', { DATA: 'DATA morse' }],
  ])('tells at which byte the line %s starts that is wrong', (key, change) => {
    const lines = {
      FIELDS: 'FIELDS x y z',
      SIZE: 'SIZE 4 4 4',
      TYPE: 'TYPE F F F',
      COUNT: 'COUNT 1 1 1',
      WIDTH: 'WIDTH 1',
      DATA: 'DATA ascii',
      ...change,
    };
    const text = `# 点云\n${Object.values(lines).join('\r\n')}\n`;
    const bytes = new TextEncoder().encode(text);
    const offset = new TextEncoder().encode(text.slice(0, text.indexOf(`${key} `))).length;
    expect(() => parsePcdHeader(bytes)).toThrow(expect.objectContaining({ offset }));
  });

  test('looks no further than 1 MiB for DATA', () => {
    const comment = new TextEncoder().encode(`# ${'-'.repeat(2 ** 20)}\n${LINES.join('\n')}\n`);
    expect(() => parsePcdHeader(comment)).toThrow(expect.objectContaining({ code: 'header' }));
  });
});
