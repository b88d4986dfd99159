import { useLayoutEffect, type RefObject } from 'react';
import { zoomOf } from '../controls/zoomOf.ts';
import { placeCard } from './placeCard.ts';
import type { CardAnchor } from './tourSteps.ts';

/** Keeps a fixed element beside its anchor while panels and the window change their size; React hears nothing of it. */
export function usePlaceBeside(ref: RefObject<HTMLElement | null>, { selector, side }: CardAnchor): void {
  useLayoutEffect(() => {
    const card = ref.current;
    if (card === null) return undefined;
    const anchor = document.querySelector(selector) ?? document.body;
    const place = (): void => {
      const viewport = { width: window.innerWidth, height: window.innerHeight };
      const size = card.getBoundingClientRect();
      const zoom = zoomOf(card);
      const { left, top, tip } = placeCard(side, anchor.getBoundingClientRect(), size, viewport);
      card.style.left = `${Math.round(left / zoom)}px`;
      card.style.top = `${Math.round(top / zoom)}px`;
      card.style.setProperty('--tip', `${Math.round(tip / zoom)}px`);
    };
    place();
    const observer = new ResizeObserver(place);
    observer.observe(card);
    observer.observe(anchor);
    window.addEventListener('resize', place);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', place);
    };
  }, [ref, selector, side]);
}
