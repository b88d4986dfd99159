import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '#renderer/i18n/format.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';

/** The clouds that are fetched ahead of a frame arrive a moment after it. */
const LOOK_AFTER_MS = 1000;

/** What the clouds take, in the workers and on the graphics card; looked at again when another frame is on screen. */
export function Memory(): ReactNode {
  const { t } = useTranslation();
  const { state } = useWorkspace().session;
  const [bytes, setBytes] = useState<{ readonly workers: number; readonly graphics: number }>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const { workerBytes, gpuBytes } = window.boxwrightDiagnostics ?? {};
        if (workerBytes !== undefined && gpuBytes !== undefined)
          setBytes({ workers: workerBytes, graphics: gpuBytes });
      }, LOOK_AFTER_MS);
    };
    look();
    const stop = state.subscribe(({ frameId }, before) => {
      if (frameId !== before.frameId) look();
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [state]);
  if (bytes === undefined) return null;
  const { workers, graphics } = bytes;
  const title = t('status.memoryHelp', {
    workers: formatMegabytes(workers),
    graphics: formatMegabytes(graphics),
  });
  return <span title={title}>{t('status.memory', { megabytes: formatMegabytes(workers + graphics) })}</span>;
}

function formatMegabytes(bytes: number): string {
  return formatCount(bytes / 2 ** 20);
}
