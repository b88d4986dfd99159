import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { distance } from '#shared/geometry/vec3.ts';
import type { LinkedPoint } from '#renderer/editor/tools/pointLink.ts';
import { formatMetres } from '#renderer/i18n/format.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { TEST_IDS } from '../testIds.ts';

/** Where the lidar point under the pointer is. Written past React: it changes with every move of the pointer. */
export function LinkedPointReadout(): ReactNode {
  const { t } = useTranslation();
  const { session, clouds } = useWorkspace();
  const ref = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const textOf = ({ position, range }: LinkedPoint): string => {
      const [x, y, z] = position;
      const place = t('imagePoints.place', { x: formatMetres(x), y: formatMetres(y), z: formatMetres(z) });
      if (range !== undefined)
        return `${place} · ${t('imagePoints.fromCamera', { distance: formatMetres(range) })}`;
      const { sensor } = clouds;
      if (sensor === undefined) return place;
      const fromLidar = formatMetres(distance(position, sensor));
      return `${place} · ${t('imagePoints.fromLidar', { distance: fromLidar })}`;
    };
    const show = (point: LinkedPoint | undefined): void => {
      if (ref.current !== null) ref.current.textContent = point === undefined ? '' : textOf(point);
    };
    const { store } = session.tools.link;
    show(store.getState());
    return store.subscribe(show);
  }, [session, clouds, t]);
  return <span ref={ref} className="status-bar__point" data-testid={TEST_IDS.linkedPoint} />;
}
