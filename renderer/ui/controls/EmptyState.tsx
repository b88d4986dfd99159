import type { ReactNode } from 'react';
import './controls.css';

export interface EmptyStateProps {
  readonly className: string;
  readonly text: string;
  /** What to do about it; false: nothing can be done here. */
  readonly children: ReactNode;
}

/** Stands where there is nothing yet. */
export function EmptyState({ className, text, children }: EmptyStateProps): ReactNode {
  return (
    <div className={`empty-state ${className}`}>
      {text}
      {children !== false && <span className="empty-state__help">{children}</span>}
    </div>
  );
}
