import { useLayoutEffect, useRef, type ReactNode } from 'react';
import './controls.css';

export interface ModalProps {
  /** For those who do not see it. */
  readonly name: string;
  readonly className: string;
  readonly width: number;
  readonly children: ReactNode;
  /** Escape, or a click beside it. */
  onClose(): void;
}

/** What is put over the page: the browser's own dialog, so that focus, Escape and the rest of the page are handled by it. */
export function Modal({ name, className, width, children, onClose }: ModalProps): ReactNode {
  const ref = useRef<HTMLDialogElement>(null);
  // Closed while it is still in the page: only then does the focus go back to where it was.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      className={className}
      style={{ width }}
      aria-label={name}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === ref.current) onClose();
      }}
    >
      {children}
    </dialog>
  );
}
