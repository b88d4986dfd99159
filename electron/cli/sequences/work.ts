import type { Sequence } from '#shared/dataset/dataset.ts';
import type { QualityDataset } from '../qualityDataset.ts';
import { convertSequence, type ConvertedPiece, type ConvertSettings } from './convertSequence.ts';
import { compareSequence, type ComparedPiece, type CompareSettings } from './compareSequence.ts';
import { validateSequence, type SequenceValidation, type ValidateSettings } from './validateSequence.ts';

/**
 * What is done with each sequence of a dataset by itself: it follows from the sequence, the settings and the files alone,
 * so it may be done in any order, on any thread, in another run or on another machine.
 */
interface WorkKinds {
  readonly validate: { readonly settings: ValidateSettings; readonly piece: SequenceValidation };
  readonly agree: { readonly settings: CompareSettings; readonly piece: ComparedPiece };
  readonly convert: { readonly settings: ConvertSettings; readonly piece: ConvertedPiece };
}
export type WorkKind = keyof WorkKinds;

/** Plain data. */
export interface Work<K extends WorkKind = WorkKind> {
  readonly kind: K;
  readonly settings: WorkKinds[K]['settings'];
}
/** Plain data: a sequence's come in an order, and all together are what the command needs of it. */
export type Piece<K extends WorkKind = WorkKind> = WorkKinds[K]['piece'];

type DoWork<K extends WorkKind> = (
  open: QualityDataset,
  sequence: Sequence,
  settings: Work<K>['settings'],
  onFrame: () => void,
) => AsyncGenerator<Piece<K>>;

const WORK: { readonly [K in WorkKind]: DoWork<K> } = {
  validate: validateSequence,
  agree: compareSequence,
  convert: convertSequence,
};

/** @param onFrame told of every frame that has labels, once it is done */
export function piecesOf<K extends WorkKind>(
  { kind, settings }: Work<K>,
  open: QualityDataset,
  sequence: Sequence,
  onFrame: () => void,
): AsyncGenerator<Piece<K>> {
  return WORK[kind](open, sequence, settings, onFrame);
}
