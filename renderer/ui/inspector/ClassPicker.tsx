import { ChevronDown } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OntologyClass } from '#shared/dataset/dataset.ts';
import { ClassSwatch } from '../controls/ClassSwatch.tsx';
import { useCloseOutside } from '../controls/useCloseOutside.ts';

export interface ClassPickerProps {
  readonly classes: readonly OntologyClass[];
  /** Undefined: the selection has several. */
  readonly value: string | undefined;
  readonly isReadOnly: boolean;
  onChange(name: string): void;
}

/** The class of the selection; the digit of each class is printed beside it. */
export function ClassPicker({ classes, value, isReadOnly, onChange }: ClassPickerProps): ReactNode {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const listId = useId();
  const index = classes.findIndex(({ name }) => name === value);

  useCloseOutside(root, isOpen, () => setOpen(false));
  useEffect(() => {
    if (isOpen) root.current?.querySelector<HTMLElement>('[aria-selected="true"], [role="option"]')?.focus();
  }, [isOpen]);

  const choose = (name: string): void => {
    setOpen(false);
    root.current?.querySelector('button')?.focus();
    if (name !== value) onChange(name);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isOpen) return;
    const options = [...(root.current?.querySelectorAll<HTMLElement>('[role="option"]') ?? [])];
    const at = options.findIndex((option) => option === document.activeElement);
    if (event.key === 'Escape') setOpen(false);
    else if (event.key === 'ArrowDown') options[Math.min(options.length - 1, at + 1)]?.focus();
    else if (event.key === 'ArrowUp') options[Math.max(0, at - 1)]?.focus();
    else if ((event.key === 'Enter' || event.key === ' ') && classes[at] !== undefined)
      choose(classes[at].name);
    else return;
    event.preventDefault();
    if (event.key === 'Escape') root.current?.querySelector('button')?.focus();
  };

  return (
    <div ref={root} className="class-picker" onKeyDown={onKeyDown}>
      <button
        type="button"
        className="class-picker__button"
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        aria-label={`${t('inspector.class')}: ${value ?? t('inspector.mixed')}`}
        disabled={isReadOnly}
        onClick={() => setOpen(!isOpen)}
      >
        {value !== undefined && <ClassSwatch of={classes[index]} />}
        <span className="class-picker__name">{value ?? t('inspector.mixed')}</span>
        {index >= 0 && <Digit index={index} />}
        <ChevronDown size={14} aria-hidden />
      </button>
      {isOpen && (
        <ul id={listId} className="class-picker__list" role="listbox" aria-label={t('inspector.class')}>
          {classes.map((ontologyClass, at) => (
            <li
              key={ontologyClass.name}
              role="option"
              tabIndex={-1}
              aria-selected={ontologyClass.name === value}
              className="class-picker__option"
              onClick={() => choose(ontologyClass.name)}
            >
              <ClassSwatch of={ontologyClass} />
              <span className="class-picker__name">{ontologyClass.name}</span>
              <Digit index={at} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** 1 … 9, then 0 for the tenth class; the others have no key. */
function Digit({ index }: { readonly index: number }): ReactNode {
  if (index > 9) return null;
  return (
    <kbd className="key-cap" aria-hidden="true">
      {(index + 1) % 10}
    </kbd>
  );
}
