import type { MethodInput, MethodName, MethodOutput } from './contract.ts';

export interface CallContext {
  /** Aborts when the caller has cancelled or gone away. */
  readonly signal: AbortSignal;
}

/** The contract as the host implements it. A service throws `HostError`, `ProblemError` or a system error. */
export type HostServices = {
  readonly [M in MethodName]: (input: MethodInput<M>, context: CallContext) => Promise<MethodOutput<M>>;
};
