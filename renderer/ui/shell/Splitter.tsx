import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import { dragPanel } from './dragPanel.ts';
import { changePanelWidth } from './panelLayout.ts';
import { panelBeside, widthBeside, windowWidth } from './panelBeside.ts';
import { clampPanel, panelRange, widthAfterKey, type PanelName } from './panelWidth.ts';

export interface SplitterProps {
  readonly panel: PanelName;
  /** Which edge of the panel it is; the panel is the element before the work (right edge) or after it (left edge). */
  readonly edge: 'left' | 'right';
}

/**
 * The edge of a panel, dragged or moved by arrow keys; a double-click gives the usual width back. While it is dragged
 * only a CSS variable of the shell changes: React hears of it when the pointer is let go.
 */
export function Splitter({ panel, edge }: SplitterProps): ReactNode {
  const { t } = useTranslation();
  const ref = useRef<HTMLDivElement>(null);
  const sign = edge === 'right' ? 1 : -1;
  useEffect(() => (ref.current === null ? undefined : tellWidth(ref.current, panel)), [panel]);

  const press = (event: KeyboardEvent<HTMLDivElement>): void => {
    const range = panelRange(panel, windowWidth());
    const width = widthAfterKey(event, widthBeside(event.currentTarget), sign, range);
    if (width === undefined) return;
    // The arrows would move the selected cuboid.
    event.preventDefault();
    changePanelWidth(panel, clampPanel(panel, width, windowWidth()));
  };
  return (
    <div
      ref={ref}
      className="splitter"
      data-panel={panel}
      data-edge={edge}
      role="separator"
      aria-orientation="vertical"
      aria-label={t(`panel.${panel}`)}
      tabIndex={0}
      onMouseDown={keepKeysInViews}
      onPointerDown={(event) =>
        event.button === 0 && dragPanel(event.nativeEvent, event.currentTarget, panel, sign)
      }
      onDoubleClick={() => changePanelWidth(panel, undefined)}
      onKeyDown={press}
    />
  );
}

/** Keeps the width that is read aloud as it is on screen, whatever changed it: a drag, the window, or the settings. */
function tellWidth(splitter: HTMLElement, panel: PanelName): () => void {
  const tell = (): void => {
    const [min, max] = panelRange(panel, windowWidth());
    splitter.setAttribute('aria-valuemin', String(min));
    splitter.setAttribute('aria-valuemax', String(max));
    splitter.setAttribute('aria-valuenow', String(Math.round(widthBeside(splitter))));
  };
  tell();
  const observer = new ResizeObserver(tell);
  const beside = panelBeside(splitter);
  if (beside !== null) observer.observe(beside);
  window.addEventListener('resize', tell);
  return () => {
    observer.disconnect();
    window.removeEventListener('resize', tell);
  };
}
