import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import './controls.css';

export interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly icon: LucideIcon;
  /** Read aloud, and shown as the tooltip unless `title` is given. */
  readonly name: string;
}

export function IconButton({
  icon: Icon,
  name,
  title = name,
  className = '',
  children,
  ...rest
}: IconButtonProps): ReactNode {
  return (
    <button type="button" className={`icon-button ${className}`} aria-label={name} title={title} {...rest}>
      <Icon size={16} strokeWidth={1.75} aria-hidden />
      {children}
    </button>
  );
}
