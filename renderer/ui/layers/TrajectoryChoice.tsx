import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { Segments } from '../controls/Segments.tsx';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';

/** Whose paths through the other frames are drawn; where none can be, why not. */
export function TrajectoryChoice(): ReactNode {
  const { t } = useTranslation();
  const { session } = useWorkspace();
  const mode = useEditor((state) => state.trajectories);
  // Of the frame on screen.
  const why = useEditor(() => session.tracks.trajectories.whyNone);
  return (
    <section>
      <h2>{t('trajectories.title')}</h2>
      <div className="layers__switch">
        <Segments
          name={t('trajectories.title')}
          value={mode}
          isDisabled={why !== undefined}
          choices={(['selected', 'all', 'none'] as const).map((value) => ({
            value,
            text: t(`trajectories.mode.${value}`),
          }))}
          onChange={(trajectories) => session.state.setState({ trajectories })}
        />
        <KeyCaps command="view.trajectories" />
      </div>
      <p className="layers__note">{t(why === undefined ? 'trajectories.note' : `trajectories.why.${why}`)}</p>
    </section>
  );
}
