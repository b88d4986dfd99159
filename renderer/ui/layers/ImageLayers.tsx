import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '#renderer/state/preferences.ts';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { useHost } from '../session/useHost.ts';
import { applySettings } from '../workspace/applySettings.ts';

/** What is drawn over the camera images beside cuboids. */
export function ImageLayers(): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const { session } = useWorkspace();
  const filter = useEditor((state) => state.filter);
  const showsImagePoints = usePreferences((settings) => settings.showsImagePoints);
  return (
    <section>
      <h2>{t('imagePoints.title')}</h2>
      <label className="layers__switch">
        <input
          type="checkbox"
          checked={!filter.hidesBoxes}
          onChange={(event) => session.setFilter({ ...filter, hidesBoxes: !event.currentTarget.checked })}
        />
        {t('imagePoints.boxes')}
        <KeyCaps command="box.hide" />
      </label>
      <label className="layers__switch">
        <input
          type="checkbox"
          checked={showsImagePoints}
          onChange={(event) => void applySettings(host, { showsImagePoints: event.currentTarget.checked })}
        />
        {t('imagePoints.show')}
        <KeyCaps command="images.points" />
      </label>
      <p className="layers__note">{t('imagePoints.note')}</p>
    </section>
  );
}
