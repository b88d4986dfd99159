import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageTone } from '#shared/host/settings.ts';
import { PLAIN_TONE } from '#shared/host/defaultSettings.ts';
import { commandTitle } from '#renderer/i18n/commandTitles.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { Button } from '../controls/Button.tsx';
import { useLanguage } from '../controls/useLanguage.ts';
import { useHost } from '../session/useHost.ts';
import { applySettings } from '../workspace/applySettings.ts';
import { ToneSlider } from './ToneSlider.tsx';

/** Brightness, contrast and gamma of all images: shown while a slider moves, kept when it is let go. */
export function TonePopover({ onClose }: { onClose(): void }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const host = useHost();
  const tone = usePreferences((settings) => settings.imageTone);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    root.current?.querySelector('input')?.focus();
    const popover = root.current;
    return () => {
      const hadFocus =
        popover?.contains(document.activeElement) === true || document.activeElement === document.body;
      if (hadFocus && before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);

  const keep = (): void => void applySettings(host, { imageTone: usePreferences.getState().imageTone });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    // Escape closes what floats; it does not go on to the tool or the selection.
    event.preventDefault();
    onClose();
  };
  const isPlain = tone.brightness === 0 && tone.contrast === 0 && tone.gamma === 1;
  return (
    <div
      ref={root}
      className="tone-popover"
      role="group"
      aria-label={commandTitle('images.adjust', language)}
      onKeyDown={onKeyDown}
    >
      <ToneSlider
        label={t('images.brightness')}
        value={tone.brightness}
        min={-1}
        max={1}
        step={0.02}
        format={percent}
        onShow={(brightness) => show({ brightness })}
        onKeep={keep}
      />
      <ToneSlider
        label={t('images.contrast')}
        value={tone.contrast}
        min={-1}
        max={1}
        step={0.02}
        format={percent}
        onShow={(contrast) => show({ contrast })}
        onKeep={keep}
      />
      <ToneSlider
        label={t('images.gamma')}
        value={tone.gamma}
        min={0.5}
        max={3}
        step={0.05}
        format={(value) => value.toFixed(2)}
        onShow={(gamma) => show({ gamma })}
        onKeep={keep}
      />
      <Button
        className="tone-popover__reset"
        disabled={isPlain}
        onClick={() => void applySettings(host, { imageTone: PLAIN_TONE })}
      >
        {t('images.reset')}
      </Button>
    </div>
  );
}

/** On screen at once; the host does not hear of every step. */
function show(changes: Partial<ImageTone>): void {
  usePreferences.setState({ imageTone: { ...usePreferences.getState().imageTone, ...changes } });
}

/** `+24`, `−8`, `0`: with a true minus sign. */
function percent(value: number): string {
  const whole = Math.round(value * 100);
  return whole === 0 ? '0' : `${whole < 0 ? '−' : '+'}${Math.abs(whole)}`;
}
