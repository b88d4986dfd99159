import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ServerSentEvents } from './serverSentEvents.ts';

function read(pieces: readonly string[]): unknown[] {
  const events: unknown[] = [];
  const stream = new ServerSentEvents((event) => events.push(event));
  for (const piece of pieces) stream.push(piece);
  return events;
}

test('events come through, however the text is cut', () => {
  const text = ': connected\n\ndata: {"a":1}\n\n: alive\n\ndata: "two"\n\n';
  fc.assert(
    fc.property(fc.array(fc.nat(text.length)), (cuts) => {
      const places = [0, ...cuts.sort((a, b) => a - b), text.length];
      const pieces = places.slice(1).map((end, index) => text.slice(places[index], end));
      expect(read(pieces)).toEqual([{ a: 1 }, 'two']);
    }),
  );
});

test('what is not JSON is passed over', () => {
  expect(read(['data: {"a":\n\n', 'event: x\n\n', 'data: 1\n\n'])).toEqual([1]);
});
