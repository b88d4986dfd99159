import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrackRecord } from '#renderer/editor/document/records.ts';
import { Segments } from '../controls/Segments.tsx';
import { PropertyRow } from '../inspector/PropertyRow.tsx';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';

/** Does the object stand still in the world? Then one frame says where it is in all. */
export function StaticRow({ track }: { readonly track: TrackRecord }): ReactNode {
  const { t } = useTranslation();
  const { commands } = useWorkspace().session;
  const isEnabled = useEditor(({ readOnly }) => readOnly === undefined && commands.isEnabled('track.static'));
  const value = track.isStatic === true ? 'static' : 'moving';
  return (
    <PropertyRow label={t('track.motion')}>
      <Segments
        name={t('track.motion')}
        value={value}
        choices={[
          { value: 'moving', text: t('track.moving') },
          { value: 'static', text: t('track.static') },
        ]}
        isDisabled={!isEnabled}
        onChange={(wanted) => wanted !== value && commands.run('track.static')}
      />
    </PropertyRow>
  );
}
