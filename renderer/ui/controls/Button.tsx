import type { ButtonHTMLAttributes, ReactNode } from 'react';
import './controls.css';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'plain' | 'primary' | 'link';
}

/** A button with words; for one with only a picture see `IconButton`. */
export function Button({ look = 'plain', className = '', ...rest }: ButtonProps): ReactNode {
  return <button type="button" className={`button button--${look} ${className}`} {...rest} />;
}
