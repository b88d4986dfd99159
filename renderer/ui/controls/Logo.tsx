import type { ReactNode } from 'react';

/** A box with points inside. */
export function Logo({ size, className }: { readonly size: number; readonly className?: string }): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinejoin="round"
      className={className}
      aria-hidden="true"
    >
      <path d="M12 2.5 20.5 7v10L12 21.5 3.5 17V7z" />
      <path d="M3.5 7l8.5 4.5L20.5 7M12 11.5v10" />
      <g fill="var(--c-bus)" stroke="none">
        <circle cx="7" cy="12.5" r="1" />
        <circle cx="9" cy="15.5" r="1" />
        <circle cx="6" cy="15.5" r="1" />
      </g>
    </svg>
  );
}
