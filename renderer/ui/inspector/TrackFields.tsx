import { CircleCheck, CircleDashed } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CuboidId } from '#renderer/editor/document/records.ts';
import { useCuboidValue, useSettledCuboids, useSettledTracks, useTrack } from '../session/useCuboids.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { ClassPicker } from './ClassPicker.tsx';
import { PropertyRow } from './PropertyRow.tsx';

/** The class that the selected objects have in common. */
export function ClassRow({ ids }: { readonly ids: readonly CuboidId[] }): ReactNode {
  const { t } = useTranslation();
  const { session, dataset } = useWorkspace();
  const isReadOnly = useEditor((state) => state.readOnly !== undefined);
  const cuboids = useSettledCuboids(useEditor((state) => state.frameId));
  const tracks = useSettledTracks();
  const selected = new Set(ids);
  const trackIds = new Set(cuboids.filter(({ id }) => selected.has(id)).map(({ trackId }) => trackId));
  const names = new Set(tracks.filter(({ id }) => trackIds.has(id)).map((track) => track.class));
  const [only] = names;
  return (
    <PropertyRow label={t('inspector.class')}>
      <ClassPicker
        classes={dataset.ontology.classes}
        value={names.size === 1 ? only : undefined}
        isReadOnly={isReadOnly}
        onChange={(name) => void session.setClass(ids, name)}
      />
    </PropertyRow>
  );
}

/** The class that the next cuboid gets. */
export function NextClassRow(): ReactNode {
  const { t } = useTranslation();
  const { session, dataset } = useWorkspace();
  const activeClass = useEditor((state) => state.activeClass);
  return (
    <PropertyRow label={t('inspector.class')}>
      <ClassPicker
        classes={dataset.ontology.classes}
        value={activeClass}
        isReadOnly={false}
        onChange={(name) => session.setActiveClass(name)}
      />
    </PropertyRow>
  );
}

export function TrackRow({ id }: { readonly id: CuboidId }): ReactNode {
  const { t } = useTranslation();
  const track = useTrack(useCuboidValue(id, (record) => record.trackId));
  return (
    <PropertyRow label={t('inspector.track')}>
      <span className="inspector__plain">{track?.number ?? '–'}</span>
      {track?.sourceId !== undefined && track.sourceId !== String(track.number) && (
        <span className="inspector__faint">{track.sourceId}</span>
      )}
    </PropertyRow>
  );
}

export function StatusChip({ id }: { readonly id: CuboidId }): ReactNode {
  const { t } = useTranslation();
  const status = useCuboidValue(id, (record) => record.status);
  if (status === undefined) return null;
  const Icon = status === 'confirmed' ? CircleCheck : CircleDashed;
  return (
    <span className={status === 'confirmed' ? 'chip chip--ok' : 'chip'} title={t(`inspector.${status}`)}>
      <Icon size={13} strokeWidth={1.75} aria-hidden />
      {t(`inspector.${status}`)}
    </span>
  );
}
