import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import './tabs.css';

export interface TabsProps<T extends string> {
  /** For those who do not see it. */
  readonly name: string;
  readonly tabs: readonly { readonly id: T; readonly title: string }[];
  readonly value: T;
  onChange(id: T): void;
  /** Beside the tabs, about what the current one shows. */
  readonly end?: ReactNode;
  /** What the current tab shows. */
  readonly children: ReactNode;
}

/** Tabs above one panel; ← → walk them, and the panel follows. */
export function Tabs<T extends string>(props: TabsProps<T>): ReactNode {
  const { name, tabs, value, onChange, end, children } = props;
  const prefix = useId();
  const list = useRef<HTMLDivElement>(null);
  const walk = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const at = tabs.findIndex(({ id }) => id === value);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    onChange(next.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
  };
  return (
    <div className="tabs">
      <div className="tabs__head">
        <div ref={list} className="tabs__list" role="tablist" aria-label={name} onKeyDown={walk}>
          {tabs.map(({ id, title }) => (
            <button
              key={id}
              type="button"
              role="tab"
              id={`${prefix}${id}`}
              data-tab={id}
              className="tabs__tab"
              aria-selected={id === value}
              aria-controls={`${prefix}panel`}
              tabIndex={id === value ? 0 : -1}
              onClick={() => onChange(id)}
            >
              {title}
            </button>
          ))}
        </div>
        {end}
      </div>
      <div
        className="tabs__panel"
        role="tabpanel"
        id={`${prefix}panel`}
        aria-labelledby={`${prefix}${value}`}
      >
        {children}
      </div>
    </div>
  );
}
