import { useTranslation } from 'react-i18next';
import type { Anchor } from '#shared/labels/review.ts';
import type { RecordId } from '#renderer/editor/document/records.ts';
import { formatFixed, formatMetres } from '#renderer/i18n/format.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';

/** Names what notes stand at, as people call it; empty where that is gone. */
export function useAnchorName(): (anchor: Anchor) => string {
  const { t } = useTranslation();
  const { session, sequence } = useWorkspace();
  return (anchor) => {
    if ('object' in anchor) {
      const record = session.document.get<RecordId>(anchor.object.toLowerCase() as RecordId);
      if (record?.type !== 'cuboid' && record?.type !== 'box2d') return '';
      const track = record.trackId && session.document.get(record.trackId);
      if (track !== undefined) return `${track.class} ${track.number}`;
      return record.type === 'box2d' ? record.class : '';
    }
    if ('point' in anchor) {
      const [x, y, z] = anchor.point;
      return t('review.point', { x: formatMetres(x), y: formatMetres(y), z: formatMetres(z) });
    }
    const [x, y] = anchor.pixel;
    return t('review.pixel', {
      camera: sequence.cameras.find(({ id }) => id === anchor.camera)?.name ?? anchor.camera,
      x: formatFixed(x, 0),
      y: formatFixed(y, 0),
    });
  };
}
