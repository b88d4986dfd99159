import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './IconButton.tsx';
import { Modal } from './Modal.tsx';
import './controls.css';

export interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Buttons at the foot, the safe one first in tab order. */
  readonly foot?: ReactNode;
  readonly width?: number;
  /** There is nothing in it to focus: its text itself takes the focus, to be scrolled by keys. */
  readonly isReading?: boolean;
  onClose(): void;
}

/** A modal dialog with a title, and buttons at its foot. */
export function Dialog({ title, children, foot, width = 560, isReading, onClose }: DialogProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Modal name={title} className="dialog" width={width} onClose={onClose}>
      <div className="dialog__frame">
        <div className="dialog__title">
          <h2>{title}</h2>
          <IconButton icon={X} name={t('app.close')} onClick={onClose} />
        </div>
        <div
          className="dialog__body"
          {...(isReading === true && { role: 'group', 'aria-label': title, tabIndex: 0 })}
        >
          {children}
        </div>
        {foot !== undefined && <div className="dialog__foot">{foot}</div>}
      </div>
    </Modal>
  );
}
