import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toHostFailure } from '#shared/host/failure.ts';
import { describeFailure } from '../controls/describeFailure.ts';
import { useLanguage } from '../controls/useLanguage.ts';
import { useConnection } from '../session/useHost.ts';

export interface PickedFolder {
  readonly path: string | undefined;
  readonly failure: string | undefined;
  /** The folder browser is to be shown, since the system has no dialog. */
  readonly isBrowsing: boolean;
  pick(): Promise<void>;
  choose(path: string): void;
  stop(): void;
}

/** Asks for a folder with the system's dialog where there is one, else with ours. */
export function usePickedFolder(onPicked: () => void): PickedFolder {
  const { t } = useTranslation();
  const language = useLanguage();
  const { host, info } = useConnection();
  const [path, setPath] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const [isBrowsing, setBrowsing] = useState(false);
  const choose = (picked: string): void => {
    setPath(picked);
    setFailure(undefined);
    setBrowsing(false);
    onPicked();
  };
  const pick = async (): Promise<void> => {
    if (info.capabilities.pickFolder === 'browse') return setBrowsing(true);
    try {
      const picked = await host.call('folders.pick', {});
      if (picked.path !== undefined) choose(picked.path);
    } catch (error) {
      setFailure(describeFailure(toHostFailure(error), t, language));
    }
  };
  return { path, failure, isBrowsing, pick, choose, stop: () => setBrowsing(false) };
}
