import { create } from 'zustand';
import type { HostClient, HostInfo } from '#shared/host/contract.ts';
import type { HostFailure } from '#shared/host/hostError.ts';
import type { Workspace } from './workspace.ts';

/** The host behind the window and what it said of itself. */
export interface Connection {
  readonly host: HostClient;
  readonly info: HostInfo;
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
  | { readonly kind: 'opening'; readonly path: string; cancel(): void }
  | { readonly kind: 'open'; readonly workspace: Workspace };

/** Dialogs of the window; at most one is open. */
export type DialogName = 'folders' | 'report' | 'shortcuts' | 'settings' | 'conflict';

export interface AppState {
  readonly connection: Connection | undefined;
  readonly phase: AppPhase;
  readonly dialog: DialogName | undefined;
}

export const useAppStore = create<AppState>(() => ({
  connection: undefined,
  phase: { kind: 'connecting' },
  dialog: undefined,
}));

export function showPhase(phase: AppPhase): void {
  useAppStore.setState({ phase });
}

export function showDialog(dialog: DialogName | undefined): void {
  useAppStore.setState({ dialog });
}
