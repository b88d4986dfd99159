import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { canonicalJson } from './canonicalJson.ts';
import { keyOrderOf } from './keyOrder.ts';

const ORDER = keyOrderOf(
  z.looseObject({
    name: z.string(),
    place: z.tuple([z.number(), z.number()]).optional(),
    items: z.array(z.looseObject({ id: z.string(), a: z.number().nullable() })),
    values: z.record(z.string(), z.number()),
  }),
);

describe('canonicalJson', () => {
  test('known keys in the order of the schema, others after them, records by id, numbers on one line', () => {
    const value = {
      zebra: { b: 1, a: [1, 'x', null] },
      Ähnlich: undefined,
      items: [
        { note: 'kept', a: 2, id: 'b' },
        { id: 'a', a: null },
      ],
      values: { z: 1, b: -0 },
      place: [1.5, 1e21],
      apple: [],
      name: 'x',
    };
    expect(canonicalJson(value, ORDER)).toBe(`{
  "name": "x",
  "place": [1.5, 1e+21],
  "items": [
    {
      "id": "a",
      "a": null
    },
    {
      "id": "b",
      "a": 2,
      "note": "kept"
    }
  ],
  "values": {
    "b": 0,
    "z": 1
  },
  "apple": [],
  "zebra": {
    "a": [1, "x", null],
    "b": 1
  }
}
`);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 1n, Symbol('x'), () => 0])(
    '%s is refused by place',
    (bad) => {
      expect(() => canonicalJson({ a: [{ b: bad }] })).toThrow(/^JSON cannot hold .* at \.a\[0\]\.b$/);
    },
  );

  test('means the same as JSON, and is the same again after reading it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  test('does not depend on the order in which keys were set', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (record) => {
        const reversed = Object.fromEntries(Object.entries(record).reverse());
        expect(canonicalJson(reversed, ORDER)).toBe(canonicalJson(record, ORDER));
      }),
    );
  });
});
