import { create } from 'zustand';
import type { HostClient, HostInfo } from '#shared/host/contract.ts';
import type { HostFailure } from '#shared/host/hostError.ts';
import type { CommandRegistry } from '#renderer/editor/commands/commandRegistry.ts';
import type { Workspace } from './workspace.ts';

/** The host behind the window and what it said of itself. */
export interface Connection {
  readonly host: HostClient;
  readonly info: HostInfo;
  /** Grants a folder that was dropped on the window and answers its path; absent where a drop has no path. */
  readonly openDropped?: (file: File) => Promise<string>;
}

/** A folder that could not be opened. */
export interface OpenTrouble {
  readonly path: string;
  readonly failure: HostFailure;
}

/** What the window shows as a whole. */
export type AppPhase =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'failed'; readonly failure: HostFailure }
  | { readonly kind: 'start'; readonly trouble?: OpenTrouble }
  | {
      readonly kind: 'opening';
      readonly path: string;
      /** Seen in the folder so far; 0 until the host has said. */
      readonly files: number;
      cancel(): void;
    }
  | { readonly kind: 'open'; readonly workspace: Workspace };

/** Dialogs of the window; at most one is open. */
export type DialogName =
  | 'folders'
  | 'report'
  | 'labelRoot'
  | 'shortcuts'
  | 'settings'
  /** The settings, opened at their keys. */
  | 'keys'
  | 'conflict'
  | 'versions'
  | 'importBoxes'
  | 'palette'
  /** The palette, for the track that another one is to be merged with. */
  | 'mergeTrack';

export interface AppState {
  readonly connection: Connection | undefined;
  readonly phase: AppPhase;
  readonly dialog: DialogName | undefined;
  /** What keys and the native menu run at present: those of the start screen, or of the open workspace. */
  readonly commands: CommandRegistry | undefined;
}

export const useAppStore = create<AppState>(() => ({
  connection: undefined,
  phase: { kind: 'connecting' },
  dialog: undefined,
  commands: undefined,
}));

export function showPhase(phase: AppPhase): void {
  useAppStore.setState({ phase });
}

/** The count of files while this folder is being opened; ignored for any other. */
export function showFilesSeen(path: string, files: number): void {
  useAppStore.setState(({ phase }) =>
    phase.kind === 'opening' && phase.path === path ? { phase: { ...phase, files } } : {},
  );
}

export function showDialog(dialog: DialogName | undefined): void {
  useAppStore.setState({ dialog });
}
