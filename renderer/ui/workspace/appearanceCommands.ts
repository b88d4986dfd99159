import type { HostClient } from '#shared/host/contract.ts';
import type { Settings } from '#shared/host/settings.ts';
import type { CommandId } from '#renderer/editor/commands/commandTable.ts';
import type { CommandRegistry } from '#renderer/editor/commands/commandRegistry.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { applySettings } from './applySettings.ts';

/** Ways of colouring the points, in the order in which the rail's button goes through them. */
export const COLOR_COMMANDS: readonly {
  readonly command: CommandId;
  readonly mode: Settings['colorMode'];
}[] = [
  { command: 'appearance.colorHeight', mode: 'height' },
  { command: 'appearance.colorIntensity', mode: 'intensity' },
  { command: 'appearance.colorDistance', mode: 'distance' },
  { command: 'appearance.colorCamera', mode: 'camera' },
  { command: 'appearance.colorSingle', mode: 'single' },
];

/** Device-independent pixels. */
const SMALLEST_POINT = 1;
const LARGEST_POINT = 8;
const POINT_STEP = 0.5;

/** How points look is a setting: these commands change it, the scene follows the settings. */
export function registerAppearanceCommands(
  commands: CommandRegistry,
  host: HostClient,
  hasCameras: boolean,
): () => void {
  const resize = (by: number): void => {
    const { pointSize } = usePreferences.getState();
    const next = Math.min(LARGEST_POINT, Math.max(SMALLEST_POINT, pointSize + by));
    if (next !== pointSize) void applySettings(host, { pointSize: next });
  };
  const removers = [
    ...COLOR_COMMANDS.map(({ command, mode }) =>
      commands.register(command, {
        run: () => void applySettings(host, { colorMode: mode }),
        isEnabled: () => hasCameras || mode !== 'camera',
      }),
    ),
    commands.register('images.points', {
      run: () => void applySettings(host, { showsImagePoints: !usePreferences.getState().showsImagePoints }),
      isEnabled: () => hasCameras,
    }),
    commands.register('appearance.groundPoints', {
      run: () => {
        const { heightSlab } = usePreferences.getState();
        void applySettings(host, { heightSlab: { ...heightSlab, isOn: !heightSlab.isOn } });
      },
    }),
    commands.register('view.followSelection', {
      run: () => void applySettings(host, { followsSelection: !usePreferences.getState().followsSelection }),
    }),
    commands.register('appearance.pointSizeUp', { run: () => resize(POINT_STEP) }),
    commands.register('appearance.pointSizeDown', { run: () => resize(-POINT_STEP) }),
  ];
  return () => removers.forEach((remove) => remove());
}
