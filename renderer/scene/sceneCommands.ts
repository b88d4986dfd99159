import type { CommandRegistry } from '#renderer/editor/commands/commandRegistry.ts';

export interface SceneCommandHandlers {
  frameAll(): void;
  flyToSelection(): void;
  hasSelection(): boolean;
  swapTop(): void;
}

/** Takes the commands that move cameras; returns the function that gives them back. */
export function registerSceneCommands(commands: CommandRegistry, handlers: SceneCommandHandlers): () => void {
  const releases = [
    commands.register('view.frameAll', { run: () => handlers.frameAll() }),
    commands.register('view.flyToSelection', {
      run: () => handlers.flyToSelection(),
      isEnabled: () => handlers.hasSelection(),
    }),
    commands.register('view.swapTop', { run: () => handlers.swapTop() }),
  ];
  return () => {
    for (const release of releases) release();
  };
}
