import { useId, type ReactNode } from 'react';
import './controls.css';

export interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, text: string])[];
  onChange(value: T): void;
}

/** One of several, with its label before it: two elements for the grid or row that they stand in. */
export function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>): ReactNode {
  const id = useId();
  const isListed = options.some(([known]) => known === value);
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="text-input"
        value={value}
        onChange={({ target }) => {
          const chosen = options[target.selectedIndex - (isListed ? 0 : 1)];
          if (chosen !== undefined) onChange(chosen[0]);
        }}
      >
        {!isListed && <option value={value}>{value}</option>}
        {options.map(([known, text]) => (
          <option key={known} value={known}>
            {text}
          </option>
        ))}
      </select>
    </>
  );
}
