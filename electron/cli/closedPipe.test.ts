import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { endQuietlyWhenClosed } from './closedPipe.ts';

test('a reader that has seen enough is no error, a full disk is one', () => {
  const stream = new EventEmitter();
  const fail = (code: string) => () => stream.emit('error', Object.assign(new Error(code), { code }));
  expect(fail('EPIPE')).toThrow('EPIPE');
  endQuietlyWhenClosed(stream);
  expect(fail('EPIPE')).not.toThrow();
  expect(fail('ENOSPC')).toThrow('ENOSPC');
});
