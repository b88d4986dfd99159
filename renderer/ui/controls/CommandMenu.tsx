import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { CommandId } from '#renderer/editor/commands/commandTable.ts';
import { commandTitle } from '#renderer/i18n/commandTitles.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { fitInWindow } from './fitInWindow.ts';
import { KeyCaps } from './KeyCaps.tsx';
import { useLanguage } from './useLanguage.ts';
import { walkMenu } from './walkMenu.ts';
import './menu.css';
import './popover.css';

export interface CommandMenuProps {
  /** What the commands are about; read aloud, and shown above them. */
  readonly name: string;
  /** Of the window, pixels. */
  readonly at: { readonly clientX: number; readonly clientY: number };
  /** A command, or a line between groups. */
  readonly lines: readonly (CommandId | '-')[];
  onPick(command: CommandId): void;
  onClose(): void;
}

/**
 * Commands at the pointer, about what is under it. Those that can do nothing are there all the same, so that each stands
 * where it always does, and say why. The focus goes back to where it was.
 */
export function CommandMenu({ name, at, lines, onPick, onClose }: CommandMenuProps): ReactNode {
  const panel = useRef<HTMLDivElement>(null);
  const [why, setWhy] = useState<string>();
  useLayoutEffect(() => {
    const opened = panel.current;
    if (opened === null) return undefined;
    const { height } = opened.getBoundingClientRect();
    const { clientX, clientY } = at;
    // Above the pointer where it is too low for what lies under it to stay in sight.
    const isAbove = clientY + height > window.innerHeight && clientY >= height;
    fitInWindow(opened, clientX, isAbove ? clientY - height : clientY);
    const before = document.activeElement;
    opened.querySelector<HTMLElement>('[role="menuitem"]:not([aria-disabled="true"])')?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, [at]);
  useEffect(() => {
    const onPointerDown = ({ target }: PointerEvent): void => {
      if (!(target instanceof Node) || panel.current?.contains(target) !== true) onClose();
    };
    const events = new AbortController();
    const { signal } = events;
    window.addEventListener('pointerdown', onPointerDown, { signal, capture: true });
    window.addEventListener('resize', onClose, { signal });
    window.addEventListener('blur', onClose, { signal });
    return () => events.abort();
  }, [onClose]);

  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      onClose();
    } else walkMenu(event, panel.current);
  };
  return createPortal(
    <section aria-label={name}>
      <div
        ref={panel}
        className="menu__list popover command-menu"
        role="menu"
        aria-label={name}
        onKeyDown={onKeyDown}
        onMouseDown={(event) => event.stopPropagation()}
        onContextMenu={(event) => event.preventDefault()}
      >
        <p className="command-menu__name" role="presentation">
          {name}
        </p>
        {lines.map((line, i) =>
          line === '-' ? (
            // Lines have no name of their own.
            // oxlint-disable-next-line react/no-array-index-key
            <hr key={i} className="menu__line" />
          ) : (
            <Item key={line} command={line} onPick={onPick} onWhy={setWhy} />
          ),
        )}
        <p className="command-menu__why" role="presentation">
          {why}
        </p>
      </div>
    </section>,
    document.body,
  );
}

interface ItemProps {
  readonly command: CommandId;
  onPick(command: CommandId): void;
  onWhy(why: string | undefined): void;
}

function Item({ command, onPick, onWhy }: ItemProps): ReactNode {
  const { t } = useTranslation();
  const { commands } = useWorkspace().session;
  const title = commandTitle(command, useLanguage());
  const isEnabled = useEditor(() => commands.isEnabled(command));
  const reason = useEditor(() => commands.whyDisabled(command));
  const why = isEnabled ? undefined : reason && t(`whyDisabled.${reason}`);
  return (
    <button
      type="button"
      role="menuitem"
      className="menu__item menu__item--keyed"
      // It can be walked to: else nobody would hear why.
      aria-disabled={!isEnabled}
      aria-description={why}
      data-command={command}
      onFocus={() => onWhy(why)}
      onPointerMove={({ currentTarget }) => currentTarget.focus({ preventScroll: true })}
      onClick={() => isEnabled && onPick(command)}
    >
      {title}
      <KeyCaps command={command} />
    </button>
  );
}
