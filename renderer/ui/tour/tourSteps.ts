import type { CommandId } from '#renderer/editor/commands/commandTable.ts';
import type { TourStep } from '#renderer/editor/tour/tour.ts';
import type { CardSide } from './placeCard.ts';

/** A place of the window that a card speaks of. */
export interface CardAnchor {
  /** The first element that this CSS selector finds. */
  readonly selector: string;
  readonly side: CardSide;
}

/** The point cloud in perspective, in the large place or in the small one. */
export const IN_PERSPECTIVE: CardAnchor = { selector: '.scene-chrome', side: 'inside' };

export const STEP_ANCHORS: Readonly<Record<TourStep | 'finished', CardAnchor>> = {
  look: IN_PERSPECTIVE,
  draw: { selector: buttonOf('tool.draw'), side: 'right' },
  check: { selector: '.camera-column', side: 'right' },
  adjust: IN_PERSPECTIVE,
  next: { selector: buttonOf('frame.next'), side: 'above' },
  finished: IN_PERSPECTIVE,
};

function buttonOf(command: CommandId): string {
  return `[data-command="${command}"]`;
}
