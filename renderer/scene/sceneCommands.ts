import type { CommandRegistry } from '#renderer/editor/commands/commandRegistry.ts';

/** The commands of each slot. */
export const SAVED_VIEWS = [
  { save: 'view.save1', restore: 'view.restore1' },
  { save: 'view.save2', restore: 'view.restore2' },
  { save: 'view.save3', restore: 'view.restore3' },
] as const;

export interface SceneCommandHandlers {
  frameAll(): void;
  flyToSelection(): void;
  hasSelection(): boolean;
  swapTop(): void;
  /** The four views of the selection are shown, and the overviews are not there to be moved. */
  isCloseUp(): boolean;
  /** The level views: from the other side. */
  turnRound(): void;
  hasLevelViews(): boolean;
  /** Slots count from 0. */
  saveView(slot: number): void;
  restoreView(slot: number): void;
  hasSavedView(slot: number): boolean;
}

/** Takes the commands that move cameras; returns the function that gives them back. */
export function registerSceneCommands(commands: CommandRegistry, handlers: SceneCommandHandlers): () => void {
  const releases = [
    commands.register('view.frameAll', { run: () => handlers.frameAll() }),
    commands.register('view.flyToSelection', {
      run: () => handlers.flyToSelection(),
      isEnabled: () => handlers.hasSelection(),
    }),
    commands.register('view.swapTop', {
      run: () => handlers.swapTop(),
      isEnabled: () => !handlers.isCloseUp(),
    }),
    commands.register('view.otherSide', {
      run: () => handlers.turnRound(),
      isEnabled: () => handlers.hasLevelViews(),
    }),
    ...SAVED_VIEWS.flatMap(({ save, restore }, slot) => [
      commands.register(save, {
        run: () => handlers.saveView(slot),
        isEnabled: () => !handlers.isCloseUp(),
      }),
      commands.register(restore, {
        run: () => handlers.restoreView(slot),
        isEnabled: () => handlers.hasSavedView(slot) && !handlers.isCloseUp(),
      }),
    ]),
  ];
  return () => {
    for (const release of releases) release();
  };
}
