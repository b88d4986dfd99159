import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalibrationForm } from '#shared/dataset/calibrationForms.ts';
import { describeConvention } from '#shared/dataset/describeConvention.ts';
import { useLanguage } from '../controls/useLanguage.ts';

/** How the numbers of the calibrations were read, a line for each form that they are in. */
export function CalibrationFacts({ forms }: { readonly forms: readonly CalibrationForm[] }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  if (forms.length === 0) return null;
  return (
    <>
      <dt>{t('report.calibration')}</dt>
      <dd>
        {forms.map((form) => (
          <p key={form} className="report__convention">
            {describeConvention(form, language)}
          </p>
        ))}
      </dd>
    </>
  );
}
