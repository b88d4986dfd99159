import { X } from 'lucide-react';
import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './IconButton.tsx';
import './controls.css';

export interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Buttons at the foot, the safe one first in tab order. */
  readonly foot?: ReactNode;
  readonly width?: number;
  onClose(): void;
}

/** A modal dialog: the browser's own, so that focus, Escape and the rest of the page are handled by it. */
export function Dialog({ title, children, foot, width = 560, onClose }: DialogProps): ReactNode {
  const { t } = useTranslation();
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
      className="dialog"
      style={{ width }}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === ref.current) onClose();
      }}
    >
      <div className="dialog__frame">
        <div className="dialog__title">
          <h2>{title}</h2>
          <IconButton icon={X} name={t('app.close')} onClick={onClose} />
        </div>
        <div className="dialog__body">{children}</div>
        {foot !== undefined && <div className="dialog__foot">{foot}</div>}
      </div>
    </dialog>
  );
}
