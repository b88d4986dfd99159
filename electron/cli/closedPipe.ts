import type { EventEmitter } from 'node:events';
import { systemErrorCode } from '#shared/host/failure.ts';

/** `boxwright info … | head` closes the pipe once it has seen enough: no reason for a stack trace. */
export function endQuietlyWhenClosed(stream: EventEmitter): void {
  stream.on('error', (error: unknown) => {
    if (systemErrorCode(error) !== 'EPIPE') throw error;
  });
}
