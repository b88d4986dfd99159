import type { ReactNode } from 'react';

export interface MarkedProps {
  readonly text: string;
  /** Indices of the letters to mark. */
  readonly at: readonly number[];
}

/** A text with the letters marked that were typed. */
export function Marked({ text, at }: MarkedProps): ReactNode {
  return markedPieces(text, at).map(({ start, piece, isMarked }) =>
    isMarked ? <mark key={start}>{piece}</mark> : <span key={start}>{piece}</span>,
  );
}

interface Piece {
  readonly start: number;
  readonly piece: string;
  readonly isMarked: boolean;
}

/** The text in pieces that are marked or not as a whole. */
export function markedPieces(text: string, at: readonly number[]): readonly Piece[] {
  const marked = new Set(at);
  const pieces: Piece[] = [];
  let start = 0;
  for (let i = 1; i <= text.length; i++) {
    if (i < text.length && marked.has(i) === marked.has(start)) continue;
    pieces.push({ start, piece: text.slice(start, i), isMarked: marked.has(start) });
    start = i;
  }
  return pieces;
}
