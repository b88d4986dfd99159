import { CircleCheck, CircleDashed } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../session/WorkspaceContext.ts';
import { useLife } from './useLife.ts';

/** In how many of its frames somebody has said that the object is right. */
export function ConfirmedChip(): ReactNode {
  const { t } = useTranslation();
  const life = useLife(useEditor((state) => state.followed));
  if (life.length === 0) return null;
  const count = life.filter(({ isConfirmed }) => isConfirmed).length;
  const isAll = count === life.length;
  const Icon = isAll ? CircleCheck : CircleDashed;
  return (
    <span className={isAll ? 'chip chip--ok' : 'chip'} title={t('track.confirmedHelp')}>
      <Icon size={13} strokeWidth={1.75} aria-hidden />
      {t('track.confirmed', { count, total: life.length })}
    </span>
  );
}
