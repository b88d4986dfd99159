import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../controls/useLanguage.ts';
import { hidePointerHint, usePointerHint } from '#renderer/state/pointerHint.ts';
import { zoomOf } from '../controls/zoomOf.ts';

const SHOWN_MS = 4000;
/** From the pointer, and from the border of the window; pixels. */
const OFFSET = 14;
const MARGIN = 8;

/** What a click came to, said where it was made, until the next act. */
export function PointerHint(): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const hint = usePointerHint((state) => state.hint);
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null || hint === undefined) return;
    const zoom = zoomOf(element);
    const { width, height } = element.getBoundingClientRect();
    const left = Math.min(hint.x + OFFSET, window.innerWidth - width - MARGIN);
    const below = hint.y + OFFSET;
    const top = below + height + MARGIN > window.innerHeight ? hint.y - OFFSET - height : below;
    element.style.left = `${Math.max(MARGIN, left) / zoom}px`;
    element.style.top = `${top / zoom}px`;
  }, [hint]);
  useEffect(() => {
    if (hint === undefined) return undefined;
    const timer = setTimeout(hidePointerHint, SHOWN_MS);
    const acts = ['pointerdown', 'keydown', 'wheel'] as const;
    for (const act of acts) window.addEventListener(act, hidePointerHint, { passive: true, capture: true });
    return () => {
      clearTimeout(timer);
      for (const act of acts) window.removeEventListener(act, hidePointerHint, { capture: true });
    };
  }, [hint]);
  return (
    <div className="pointer-hint" role="status" ref={ref} hidden={hint === undefined}>
      {hint?.text(t, language)}
    </div>
  );
}
