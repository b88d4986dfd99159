import { z } from 'zod';
import { contract, type MethodName } from './contract.ts';
import type { Envelope } from './envelope.ts';
import { toHostFailure } from './failure.ts';
import type { CallContext, HostServices } from './services.ts';

export interface DispatchOptions {
  /** Also check what the service answers: on in tests; the client checks in any case. */
  readonly checkOutput?: boolean;
  /** Told of failures that nobody foresaw, so that the host can log them. */
  readonly onInternalError?: (method: string, error: unknown) => void;
}

/**
 * Runs one call that came in from outside: checks its name and input, calls the service, and answers with data in
 * every case. Never rejects. A call that finished although it was cancelled answers its value: a save that reached the
 * disk is a save.
 */
export async function dispatch(
  services: HostServices,
  method: string,
  input: unknown,
  context: CallContext,
  options: DispatchOptions = {},
): Promise<Envelope> {
  if (!isMethodName(method)) return invalidRequest(`no such method: ${method}`);
  const parsed = contract[method].input.safeParse(input);
  if (!parsed.success) return invalidRequest(`${method}: ${z.prettifyError(parsed.error)}`);
  if (context.signal.aborted) return cancelled();
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the input was parsed with this method's own schema, which TypeScript cannot tie to it through the union of methods
    const service = services[method] as Service;
    const value = await service(parsed.data, context);
    if (options.checkOutput === true) contract[method].output.parse(value);
    return { ok: true, value };
  } catch (error) {
    if (context.signal.aborted) return cancelled();
    const failure = toHostFailure(error);
    if (failure.code === 'internal') options.onInternalError?.(method, error);
    return { ok: false, error: failure };
  }
}

export function isMethodName(method: string): method is MethodName {
  return Object.hasOwn(contract, method);
}

/** A service as it looks once its input has been parsed with its own schema. */
type Service = (input: unknown, context: CallContext) => Promise<unknown>;

function invalidRequest(message: string): Envelope {
  return { ok: false, error: { code: 'invalid-request', message } };
}

function cancelled(): Envelope {
  return { ok: false, error: { code: 'cancelled', message: 'the call was cancelled' } };
}
