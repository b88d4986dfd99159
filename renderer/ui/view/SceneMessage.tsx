import { MonitorX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/Button.tsx';
import { TEST_IDS } from '../testIds.ts';

export type SceneTrouble = 'no-webgl' | 'failed';

/** In place of the 3D view where it cannot be had: what is missing, what still works, what to do. */
export function SceneMessage({ trouble }: { readonly trouble: SceneTrouble }): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="scene-message" role="alert" data-testid={TEST_IDS.sceneMessage}>
      <MonitorX size={28} strokeWidth={1.5} aria-hidden />
      <h2>{trouble === 'no-webgl' ? t('view.noWebGl') : t('view.sceneFailed')}</h2>
      {trouble === 'no-webgl' && <p>{t('view.noWebGlHelp')}</p>}
      <Button onClick={() => window.location.reload()}>{t('app.reload')}</Button>
    </div>
  );
}
