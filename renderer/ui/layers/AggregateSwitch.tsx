import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '#shared/host/settings.ts';
import { FARTHEST_FRAMES, type AggregateReach } from '#renderer/editor/session/aggregateWindow.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { Segments } from '../controls/Segments.tsx';
import { useAggregate } from '../session/useAggregate.ts';
import { useHost } from '../session/useHost.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { applySettings } from '../workspace/applySettings.ts';

const REACHES: readonly AggregateReach[] = ['2', '5', '10', 'all'];
const SWITCHES = ['movesObjects', 'colorsByTime'] as const;

/** The points of frames before and after beside those of the frame on screen, or why not. */
export function AggregateSwitch(): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const { session } = useWorkspace();
  const settings = usePreferences((all) => all.aggregate);
  const isOn = useAggregate((state) => state.isOn);
  const trouble = useAggregate((state) => state.trouble);
  const isImpossible = !isOn && trouble !== undefined && trouble !== 'no-pose-here';
  const change = (changes: Partial<Settings['aggregate']>): void =>
    void applySettings(host, { aggregate: { ...settings, ...changes } });
  return (
    <section>
      <h2>{t('aggregate.title')}</h2>
      <label className="layers__switch">
        <input
          type="checkbox"
          checked={isOn}
          disabled={isImpossible}
          onChange={() => session.commands.run('view.aggregate')}
        />
        {t('aggregate.show')}
        <KeyCaps command="view.aggregate" />
      </label>
      {!isImpossible && (
        <>
          <div className="layers__switch">
            {t('aggregate.reach')}
            <Segments
              name={t('aggregate.reach')}
              value={settings.reach}
              isDisabled={false}
              choices={REACHES.map((value) =>
                value === 'all'
                  ? {
                      value,
                      text: t('aggregate.all'),
                      title: t('aggregate.allTitle', { most: FARTHEST_FRAMES }),
                    }
                  : { value, text: `±${value}` },
              )}
              onChange={(reach) => change({ reach })}
            />
          </div>
          {SWITCHES.map((name) => (
            <label key={name} className="layers__switch">
              <input
                type="checkbox"
                checked={settings[name]}
                onChange={(event) => change({ [name]: event.currentTarget.checked })}
              />
              {t(`aggregate.${name}`)}
            </label>
          ))}
        </>
      )}
      <Note />
    </section>
  );
}

/** What has to be said first. */
function Note(): ReactNode {
  const { t } = useTranslation();
  const trouble = useAggregate((state) => state.trouble);
  const unposed = useAggregate((state) => state.unposed);
  const unread = useAggregate(({ frames }) => frames.filter(({ pack }) => pack === undefined).length);
  const said = [
    trouble !== undefined && t(`aggregate.trouble.${trouble}`),
    trouble === undefined && unposed > 0 && t('aggregate.unposed', { count: unposed }),
    unread > 0 && t('aggregate.unread', { count: unread }),
  ].filter((line) => line !== false);
  if (said.length === 0) return <p className="layers__note">{t('aggregate.note')}</p>;
  return said.map((line) => (
    <p key={line} className="layers__note layers__note--trouble">
      {line}
    </p>
  ));
}
