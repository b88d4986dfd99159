import type { TrackJson } from '#shared/labels/tracksFile.ts';
import { compareFrame } from '#shared/quality/agreement/compareFrame.ts';
import { createChecker, type Checker } from '#shared/quality/checker.ts';
import { parameterOf } from '#shared/quality/parameterOf.ts';
import type { QualityFrame } from '#shared/quality/qualityFrame.ts';
import { misplaced } from '#shared/quality/rules/agreement/misplaced.ts';
import { RULES } from '#shared/quality/ruleTable.ts';
import { soundFrame } from '#shared/quality/soundObjects.ts';
import type { CallReply, CallRequest } from './calls.ts';
import { qualityFrameOf } from './qualityFrames.ts';
import { SameFrames, sameWhereEqual } from './sameFrames.ts';
import type { AgreementShort, QualityCalls, RuleBook } from './qualityProtocol.ts';

type Call = Extract<CallRequest<QualityCalls>, { kind: 'call' }>;

/** Answers about the findings of one sequence; tests run it without a worker. */
export class QualityServer {
  #checker: Checker | undefined;
  #book: RuleBook | undefined;
  /** Of what compares: the same as the rules of agreement have, so that a frame is compared once. */
  #parameter = parameterOf(misplaced, {});
  #tracks: readonly TrackJson[] = [];
  readonly #frames = new SameFrames();

  answer(call: Call): CallReply<QualityCalls> {
    try {
      return { kind: 'answer', id: call.id, output: this.#run(call) };
    } catch (error) {
      return { kind: 'failure', id: call.id, reason: 'internal', message: String(error) };
    }
  }

  #agreementsIn(frame: QualityFrame): readonly AgreementShort[] {
    if (this.#book === undefined) return [];
    const tracks = new Map(this.#tracks.map((track) => [track.id, track]));
    const context = { tracks, ontology: this.#book.ontology, parameter: this.#parameter };
    return compareFrame(soundFrame(frame), context).map(({ class: name, camera, iou, verdict }) => ({
      class: name,
      camera,
      iou,
      verdict,
    }));
  }

  #run(call: Call): QualityCalls[keyof QualityCalls]['output'] {
    if (call.method === 'begin') {
      this.#book = call.input;
      this.#parameter = parameterOf(misplaced, call.input.thresholds);
      this.#checker = createChecker({ tracks: [], rules: RULES, ...call.input });
      return undefined;
    }
    if (this.#checker === undefined) throw new Error('nothing was begun');
    switch (call.method) {
      case 'setTracks':
        this.#tracks = sameWhereEqual(this.#tracks, call.input);
        return this.#checker.setTracks(this.#tracks);
      case 'setFrame': {
        const frame = this.#frames.same(qualityFrameOf(call.input));
        this.#checker.setFrame(frame);
        return this.#agreementsIn(frame);
      }
      case 'changes':
        return this.#checker.changes();
    }
  }
}
