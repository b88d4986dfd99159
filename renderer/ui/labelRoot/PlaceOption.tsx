import { useId, type ReactNode } from 'react';
import './labelRoot.css';

export interface PlaceOptionProps {
  readonly title: string;
  readonly help: string;
  readonly isChosen: boolean;
  /** What it takes to choose it besides the radio button. */
  readonly children?: ReactNode;
  onChoose(): void;
}

/** One of the places that labels can be kept in. */
export function PlaceOption({ title, help, isChosen, children, onChoose }: PlaceOptionProps): ReactNode {
  const helpId = useId();
  return (
    <div className="label-root__place" data-chosen={isChosen}>
      <label>
        <input
          type="radio"
          name="label-root"
          checked={isChosen}
          aria-describedby={helpId}
          onChange={onChoose}
        />
        {title}
      </label>
      <span id={helpId} className="label-root__help">
        {help}
      </span>
      {children}
    </div>
  );
}
