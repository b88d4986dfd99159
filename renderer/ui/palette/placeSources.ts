import type { TFunction } from 'i18next';
import type { Recent } from '#shared/host/contract.ts';
import type { FrameId } from '#renderer/editor/document/records.ts';
import { formatCount } from '#renderer/i18n/format.ts';
import type { Connection } from '#renderer/state/appStore.ts';
import type { Workspace } from '#renderer/state/workspace.ts';
import { objectRows } from '../objects/objectRows.ts';
import { openFolder } from '../workspace/openFolder.ts';
import { CLOSENESS, searchText } from './match.ts';
import { lazily, type PaletteEntry, type PaletteSource, type TextShown } from './paletteEntry.ts';

const TITLE: TextShown = { kind: 'title' };
const DETAIL: TextShown = { kind: 'detail' };

/** Objects, frames and sequences of the open dataset, to go to. */
export function workspaceSources(
  workspace: Workspace,
  connection: Connection,
  t: TFunction,
): readonly PaletteSource[] {
  return [
    {
      id: 'objects',
      heading: t('palette.objects'),
      kind: 'places',
      prefix: '#',
      entries: lazily(() => objectEntries(workspace)),
    },
    {
      id: 'frames',
      heading: t('palette.frames'),
      kind: 'places',
      prefix: ':',
      entries: lazily(() => frameEntries(workspace)),
    },
    {
      id: 'sequences',
      heading: t('palette.sequences'),
      kind: 'places',
      entries: lazily(() => sequenceEntries(workspace, connection)),
    },
  ];
}

/** Folders that were opened before, but for the one that is open. */
export function folderSource(
  recents: readonly Recent[],
  open: Workspace | undefined,
  connection: Connection,
  t: TFunction,
): PaletteSource {
  const entries = recents
    .filter(({ path }) => path !== open?.path)
    .map(({ name, path }, index): PaletteEntry => ({
      id: `folder-${index}`,
      title: name,
      texts: [searchText(name, CLOSENESS.inside), searchText(path, CLOSENESS.inside)],
      shows: [TITLE, DETAIL],
      detail: path,
      isEnabled: true,
      run: () => void openFolder(connection, path),
    }));
  return { id: 'folders', heading: t('palette.folders'), kind: 'places', entries: () => entries };
}

function objectEntries({ session, dataset }: Workspace): readonly PaletteEntry[] {
  const { frameId } = session.state.getState();
  if (frameId === undefined) return [];
  const classes = new Map(dataset.ontology.classes.map((entry) => [entry.name, entry]));
  const rows = objectRows(session.document.cuboidsIn(frameId), session.document.tracks());
  return rows
    .toSorted((a, b) => a.number - b.number)
    .map((row): PaletteEntry => {
      const title = `${row.class} ${row.number}`;
      return {
        id: `object-${row.id}`,
        title,
        texts: [searchText(title, CLOSENESS.inside)],
        shows: [TITLE],
        ontologyClass: classes.get(row.class),
        isEnabled: true,
        run: () => {
          session.select([row.id]);
          session.commands.run('view.flyToSelection');
        },
      };
    });
}

function frameEntries({ session, sequence }: Workspace): readonly PaletteEntry[] {
  const total = formatCount(sequence.frames.length);
  return sequence.frames.map(({ id, name }, index) => ({
    id: `frame-${index}`,
    title: name,
    // Some datasets name frames by long codes: those are found by their number.
    texts: [searchText(name, CLOSENESS.inside), searchText(String(index + 1), CLOSENESS.start)],
    shows: [TITLE, DETAIL],
    detail: `${formatCount(index + 1)} / ${total}`,
    isEnabled: true,
    // Ids of the dataset are the ids of its frames in the document.
    run: () => void session.goToFrame(id as FrameId),
  }));
}

function sequenceEntries(
  { dataset, sequence, path }: Workspace,
  connection: Connection,
): readonly PaletteEntry[] {
  return dataset.sequences
    .map((entry, index): PaletteEntry => ({
      id: `sequence-${index}`,
      title: entry.name,
      texts: [searchText(entry.name, CLOSENESS.inside)],
      shows: [TITLE],
      isEnabled: entry.id !== sequence.id,
      run: () => void openFolder(connection, path, entry.id),
    }))
    .filter(({ isEnabled }) => isEnabled);
}
