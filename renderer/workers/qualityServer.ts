import { createChecker, type Checker } from '#shared/quality/checker.ts';
import type { CallReply, CallRequest } from './calls.ts';
import { ALL_RULES, qualityFrameOf } from './qualityFrames.ts';
import type { QualityCalls } from './qualityProtocol.ts';

type Call = Extract<CallRequest<QualityCalls>, { kind: 'call' }>;

/** Answers about the findings of one sequence; tests run it without a worker. */
export class QualityServer {
  #checker: Checker | undefined;

  answer(call: Call): CallReply<QualityCalls> {
    try {
      return { kind: 'answer', id: call.id, output: this.#run(call) };
    } catch (error) {
      return { kind: 'failure', id: call.id, reason: 'internal', message: String(error) };
    }
  }

  #run(call: Call): QualityCalls[keyof QualityCalls]['output'] {
    if (call.method === 'begin') {
      this.#checker = createChecker({ tracks: [], rules: ALL_RULES, ...call.input });
      return undefined;
    }
    if (this.#checker === undefined) throw new Error('nothing was begun');
    switch (call.method) {
      case 'setTracks':
        return this.#checker.setTracks(call.input);
      case 'setFrame':
        this.#checker.setFrame(qualityFrameOf(call.input));
        return undefined;
      case 'changes':
        return this.#checker.changes();
    }
  }
}
