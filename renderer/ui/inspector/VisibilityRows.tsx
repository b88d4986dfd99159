import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  OCCLUSIONS,
  occlusionOf,
  truncationOf,
  withOcclusion,
  withTruncation,
} from '#shared/labels/visibility.ts';
import type { Attributes } from '#shared/labels/sidecar.ts';
import type { CuboidId } from '#renderer/editor/document/records.ts';
import { Segments } from '../controls/Segments.tsx';
import { MIXED, useCommonValue } from '../session/useCuboids.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { PropertyRow } from './PropertyRow.tsx';

/** Of a truncation: nobody has said. */
export const UNSAID = -1;

/** How much of the selected objects can be seen: what they have in common, for all of them at once. */
export function VisibilityRows({ ids }: { readonly ids: readonly CuboidId[] }): ReactNode {
  const { session } = useWorkspace();
  const occlusion = useCommonValue(ids, ({ attributes }) => occlusionOf(attributes) ?? '');
  const truncation = useCommonValue(ids, ({ attributes }) => truncationOf(attributes) ?? UNSAID);
  return (
    <VisibilityChoice
      occlusion={occlusion}
      truncation={truncation}
      onChange={(change) => session.setAttributes(ids, change)}
    />
  );
}

export interface VisibilityChoiceProps {
  readonly occlusion: string | undefined;
  /** Below 0: nobody has said. */
  readonly truncation: number | typeof MIXED | undefined;
  onChange(change: (before: Attributes) => Attributes): void;
}

export function VisibilityChoice({ occlusion, truncation, onChange }: VisibilityChoiceProps): ReactNode {
  const { t } = useTranslation();
  const isReadOnly = useEditor((state) => state.readOnly !== undefined);
  const fraction =
    typeof truncation === 'number' && truncation > 0 && truncation < 1 ? truncation : undefined;
  return (
    <>
      <PropertyRow label={t('visibility.occlusion')}>
        <Segments
          name={t('visibility.occlusion')}
          value={occlusion}
          choices={OCCLUSIONS.map((value) => ({
            value,
            text: t(`visibility.short.${value}`),
            title: t(`visibility.occlusions.${value}`),
          }))}
          isDisabled={isReadOnly}
          onChange={(value) => onChange((before) => withOcclusion(before, value))}
        />
        {occlusion === MIXED && <Mixed />}
      </PropertyRow>
      <PropertyRow label={t('visibility.truncation')}>
        <Segments
          name={t('visibility.truncation')}
          value={truncationChoice(truncation)}
          choices={(['no', 'yes'] as const).map((value) => ({
            value,
            text: t(`visibility.truncations.${value}`),
          }))}
          isDisabled={isReadOnly}
          onChange={(value) => onChange((before) => withTruncation(before, value === 'yes'))}
        />
        {fraction !== undefined && (
          <span className="inspector__faint">
            {t('visibility.percent', { percent: Math.round(fraction * 100) })}
          </span>
        )}
        {truncation === MIXED && <Mixed />}
      </PropertyRow>
    </>
  );
}

function truncationChoice(truncation: number | typeof MIXED | undefined): 'yes' | 'no' | undefined {
  if (typeof truncation !== 'number' || truncation < 0) return undefined;
  return truncation > 0 ? 'yes' : 'no';
}

function Mixed(): ReactNode {
  const { t } = useTranslation();
  return <span className="inspector__faint">{t('inspector.mixed')}</span>;
}
