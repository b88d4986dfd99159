import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Severity } from '#shared/quality/finding.ts';

const ICONS = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;

/** How bad it is, by shape and colour; in words for those who see neither. */
export function SeverityIcon({ severity }: { readonly severity: Severity }): ReactNode {
  const { t } = useTranslation();
  const Icon = ICONS[severity];
  return (
    <Icon
      className={`severity severity--${severity}`}
      size={16}
      strokeWidth={1.75}
      role="img"
      aria-label={t(`review.severity.${severity}`)}
    />
  );
}
