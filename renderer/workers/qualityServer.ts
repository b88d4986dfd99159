import { deepEqual } from '#shared/deepEqual.ts';
import type { TrackJson } from '#shared/labels/tracksFile.ts';
import { compareFrame } from '#shared/quality/agreement/compareFrame.ts';
import { createChecker, type Checker } from '#shared/quality/checker.ts';
import { parameterOf } from '#shared/quality/parameterOf.ts';
import type { QualityFrame } from '#shared/quality/qualityFrame.ts';
import { misplaced } from '#shared/quality/rules/agreement/misplaced.ts';
import { RULES } from '#shared/quality/ruleTable.ts';
import type { CallReply, CallRequest } from './calls.ts';
import { qualityFrameOf } from './qualityFrames.ts';
import { isSound } from '#shared/quality/soundObjects.ts';
import type { AgreementShort, QualityCalls, RuleBook } from './qualityProtocol.ts';

type Call = Extract<CallRequest<QualityCalls>, { kind: 'call' }>;

/** Answers about the findings of one sequence; tests run it without a worker. */
export class QualityServer {
  #checker: Checker | undefined;
  #book: RuleBook | undefined;
  /** Of what compares: the same as the rules of agreement have, so that a frame is compared once. */
  #parameter = parameterOf(misplaced, {});
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

  #agreementsIn(frame: QualityFrame): readonly AgreementShort[] {
    if (this.#book === undefined) return [];
    const objects = frame.objects.filter(isSound);
    const sound = objects.length === frame.objects.length ? frame : { ...frame, objects };
    const context = { tracks: this.#tracks, ontology: this.#book.ontology, parameter: this.#parameter };
    return compareFrame(sound, context).map(({ class: name, camera, iou, verdict }) => ({
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
        return this.#checker.setTracks(this.#sameWhereEqual(call.input));
      case 'setFrame': {
        const frame = qualityFrameOf(call.input);
        this.#checker.setFrame(frame);
        return this.#agreementsIn(frame);
      }
      case 'changes':
        return this.#checker.changes();
    }
  }
}
