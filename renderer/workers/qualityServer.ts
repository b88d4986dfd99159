import { deepEqual } from '#shared/deepEqual.ts';
import type { TrackJson } from '#shared/labels/tracksFile.ts';
import { createChecker, type Checker } from '#shared/quality/checker.ts';
import { RULES } from '#shared/quality/ruleTable.ts';
import type { CallReply, CallRequest } from './calls.ts';
import { qualityFrameOf } from './qualityFrames.ts';
import type { QualityCalls } from './qualityProtocol.ts';

type Call = Extract<CallRequest<QualityCalls>, { kind: 'call' }>;

/** Answers about the findings of one sequence; tests run it without a worker. */
export class QualityServer {
  #checker: Checker | undefined;
  #tracks: ReadonlyMap<string, TrackJson> = new Map();

  answer(call: Call): CallReply<QualityCalls> {
    try {
      return { kind: 'answer', id: call.id, output: this.#run(call) };
    } catch (error) {
      return { kind: 'failure', id: call.id, reason: 'internal', message: String(error) };
    }
  }

  /** What crossed to this thread is a copy: a track that did not change stays the object that is known. */
  #sameWhereEqual(tracks: readonly TrackJson[]): readonly TrackJson[] {
    const same = tracks.map((track) => {
      const known = this.#tracks.get(track.id);
      return known !== undefined && deepEqual(known, track) ? known : track;
    });
    this.#tracks = new Map(same.map((track) => [track.id, track]));
    return same;
  }

  #run(call: Call): QualityCalls[keyof QualityCalls]['output'] {
    if (call.method === 'begin') {
      this.#checker = createChecker({ tracks: [], rules: RULES, ...call.input });
      return undefined;
    }
    if (this.#checker === undefined) throw new Error('nothing was begun');
    switch (call.method) {
      case 'setTracks':
        return this.#checker.setTracks(this.#sameWhereEqual(call.input));
      case 'setFrame':
        this.#checker.setFrame(qualityFrameOf(call.input));
        return undefined;
      case 'changes':
        return this.#checker.changes();
    }
  }
}
