import { expect, test } from 'vitest';
import { ask } from './questions.ts';

test('the likeliest option holds until a person chooses', () => {
  expect(ask('imageMatching', ['name', 'time'], {})).toEqual({
    id: 'imageMatching',
    options: ['name', 'time'],
    chosen: 'name',
    isAnswered: false,
  });
});

test('a person’s choice holds as long as it is one of the options', () => {
  expect(ask('tables', ['v1.0-mini', 'v1.0-test'], { tables: 'v1.0-test' })).toMatchObject({
    chosen: 'v1.0-test',
    isAnswered: true,
  });
  expect(ask('tables', ['v1.0-mini', 'v1.0-test'], { tables: 'gone' })).toMatchObject({
    chosen: 'v1.0-mini',
    isAnswered: false,
  });
});
