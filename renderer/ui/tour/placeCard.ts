/** On which side of its anchor the card stands; `inside`: in the anchor's lower right corner. */
export type CardSide = 'right' | 'above' | 'inside';

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface CardPlace {
  readonly left: number;
  readonly top: number;
  /** Where the tip that points at the anchor stands along the card's edge, pixels from its top or left. */
  readonly tip: number;
}

const GAP = 10;
/** Beside something tall the card stands above its middle: prompts appear at the foot of the view. */
const HEIGHT_SHARE = 0.4;
/** From the edges of the window. */
const MARGIN = 8;
/** The tip keeps clear of the card's round corners. */
const TIP_MARGIN = 14;

/** Where a card of this size stands beside its anchor; all in CSS pixels of the window, which it never leaves. */
export function placeCard(
  side: CardSide,
  anchor: Box,
  card: Pick<Box, 'width' | 'height'>,
  viewport: Pick<Box, 'width' | 'height'>,
): CardPlace {
  const right = anchor.left + anchor.width;
  const bottom = anchor.top + anchor.height;
  const wanted = {
    right: { left: right + GAP, top: anchor.top + Math.max(0, anchor.height - card.height) * HEIGHT_SHARE },
    above: { left: anchor.left, top: anchor.top - card.height - GAP },
    inside: { left: right - card.width - GAP, top: bottom - card.height - GAP },
  }[side];
  const left = clamp(wanted.left, MARGIN, viewport.width - card.width - MARGIN);
  const top = clamp(wanted.top, MARGIN, viewport.height - card.height - MARGIN);
  const tip =
    side === 'above'
      ? tipAlong(anchor.left, anchor.width, left, card.width)
      : tipAlong(anchor.top, anchor.height, top, card.height);
  return { left, top, tip };
}

/** The middle of what card and anchor have in common along an edge, from the card's start. */
function tipAlong(anchor: number, anchorLength: number, card: number, cardLength: number): number {
  const from = Math.max(anchor, card);
  const to = Math.min(anchor + anchorLength, card + cardLength);
  return clamp((from + to) / 2 - card, TIP_MARGIN, cardLength - TIP_MARGIN);
}

/** The lower bound wins where the window is too small. */
function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(max, value));
}
