import type { ReactNode } from 'react';

export interface PropertyRowProps {
  readonly label: string;
  readonly unit?: string;
  readonly children: ReactNode;
}

/** A line of the inspector: its name with the unit once, then its values. */
export function PropertyRow({ label, unit, children }: PropertyRowProps): ReactNode {
  return (
    <div className="property">
      <span className="property__label" title={label}>
        {label}
        {unit !== undefined && <span className="property__unit"> {unit}</span>}
      </span>
      <div className="property__value">{children}</div>
    </div>
  );
}
