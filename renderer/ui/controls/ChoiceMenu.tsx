import type { LucideIcon } from 'lucide-react';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { IconButton } from './IconButton.tsx';
import { useCloseOutside } from './useCloseOutside.ts';
import { walkMenu } from './walkMenu.ts';
import './menu.css';

export interface ChoiceMenuProps<T extends string> {
  readonly icon: LucideIcon;
  readonly name: string;
  readonly value: T;
  readonly choices: readonly { readonly value: T; readonly text: string }[];
  onChange(value: T): void;
}

/** A small menu of alternatives behind an icon. */
export function ChoiceMenu<T extends string>(props: ChoiceMenuProps<T>): ReactNode {
  const { icon, name, value, choices, onChange } = props;
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  useCloseOutside(root, isOpen, () => setOpen(false));

  const close = (): void => {
    setOpen(false);
    root.current?.querySelector('button')?.focus();
  };
  return (
    <div ref={root} className="menu" onKeyDown={(event) => isOpen && onMenuKey(event, root.current, close)}>
      <IconButton
        icon={icon}
        name={`${name}: ${choices.find((choice) => choice.value === value)?.text ?? ''}`}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      />
      {isOpen && (
        <div className="menu__list" role="menu" aria-label={name}>
          {choices.map((choice) => (
            <button
              key={choice.value}
              type="button"
              role="menuitemradio"
              aria-checked={choice.value === value}
              className="menu__item"
              onClick={() => {
                close();
                onChange(choice.value);
              }}
            >
              {choice.text}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function onMenuKey(event: KeyboardEvent, root: HTMLElement | null, close: () => void): void {
  if (event.key !== 'Escape') return walkMenu(event, root);
  close();
  event.preventDefault();
}
