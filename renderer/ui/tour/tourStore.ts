import { create } from 'zustand';
import type { Tour } from '#renderer/editor/tour/tour.ts';

/** What the window shows of the tour. */
export type TourPhase =
  | { readonly kind: 'off' }
  /** The sample drive was opened and the tour was never taken. */
  | { readonly kind: 'offered' }
  /** It was asked for while another dataset is open. */
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'running'; readonly tour: Tour };

export const useTour = create<{ readonly phase: TourPhase }>(() => ({ phase: { kind: 'off' } }));

/** Shows another phase; a running tour ends. */
export function showTour(phase: TourPhase): void {
  const { phase: before } = useTour.getState();
  if (before.kind === 'running') before.tour.dispose();
  useTour.setState({ phase });
}

/** Tells a running tour that the person turned, moved or zoomed a view. */
export function tellTourOfNavigation(): void {
  const { phase } = useTour.getState();
  if (phase.kind === 'running') phase.tour.navigated();
}
