import type { LucideIcon } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent, ReactNode, SyntheticEvent } from 'react';
import { createPortal } from 'react-dom';
import { fitInWindow } from './fitInWindow.ts';
import { IconButton } from './IconButton.tsx';
import { walkMenu } from './walkMenu.ts';
import { zoomOf } from './zoomOf.ts';
import './menu.css';
import './popover.css';

export interface PopoverProps {
  readonly icon: LucideIcon;
  readonly name: string;
  /** Where it opens as seen from its button. */
  readonly place: 'below' | 'beside';
  readonly role: 'menu' | 'dialog';
  /** Draws the button as pressed: something in it is on. */
  readonly isOn?: boolean;
  readonly className?: string;
  /** Beside the icon on the button. */
  readonly label?: ReactNode;
  readonly children: ReactNode;
}

/** Between a panel and its button, CSS pixels. */
const MARGIN = 4;
/** What is clicked in it to do something elsewhere: items of a menu, and what says so. */
const CLOSING = '[role^="menuitem"], [data-closes]';

/**
 * A small panel that floats over the window, behind an icon. It hangs on the page's body: no scrolling part of the window
 * cuts it off, and no view takes its pointer or keys for its own. Choosing an item of a menu closes it.
 */
export function Popover({
  icon,
  name,
  place,
  role,
  isOn,
  className,
  label,
  children,
}: PopoverProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLSpanElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const [opener, opened] = [button.current, panel.current];
    if (!isOpen || opener === null || opened === null) return undefined;
    const placeAnew = (): void => placeBeside(opened, opener.getBoundingClientRect(), place);
    placeAnew();
    opened.querySelector<HTMLElement>('button:enabled, input')?.focus();
    window.addEventListener('resize', placeAnew);
    return () => window.removeEventListener('resize', placeAnew);
  }, [isOpen, place]);

  useEffect(() => {
    if (!isOpen) return undefined;
    const onPointerDown = ({ target }: PointerEvent): void => {
      const isInside = [button, panel].some(
        ({ current }) => target instanceof Node && current?.contains(target) === true,
      );
      if (!isInside) setOpen(false);
    };
    window.addEventListener('pointerdown', onPointerDown, true);
    return () => window.removeEventListener('pointerdown', onPointerDown, true);
  }, [isOpen]);

  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Escape') {
      setOpen(false);
      button.current?.querySelector('button')?.focus();
    } else if (role === 'menu') walkMenu(event, panel.current);
  };
  const onClick = ({ target }: MouseEvent): void => {
    if (target instanceof Element && target.closest(CLOSING) !== null) setOpen(false);
  };
  return (
    <span ref={button} className="popover-button">
      <IconButton
        icon={icon}
        name={name}
        className={className}
        aria-haspopup={role}
        aria-expanded={isOpen}
        aria-pressed={isOn}
        onClick={() => setOpen(!isOpen)}
      >
        {label}
      </IconButton>
      {isOpen &&
        createPortal(
          // A part of the page with a name, so that a screen reader finds what hangs on the body.
          <section aria-label={name}>
            <div
              ref={panel}
              className="menu__list popover"
              role={role}
              aria-label={name}
              onClick={onClick}
              onKeyDown={onKeyDown}
              onMouseDown={stop}
            >
              {children}
            </div>
          </section>,
          document.body,
        )}
    </span>
  );
}

/** React's events go by who rendered the panel, past whatever would take them for its own. */
function stop(event: SyntheticEvent): void {
  event.stopPropagation();
}

function placeBeside(panel: HTMLElement, at: DOMRect, place: PopoverProps['place']): void {
  const gap = MARGIN * zoomOf(panel);
  const left = place === 'below' ? at.left : at.right + gap;
  const top = place === 'below' ? at.bottom + gap : at.top;
  fitInWindow(panel, left, top);
}
