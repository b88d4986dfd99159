import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '#renderer/i18n/format.ts';
import { useAppStore } from '#renderer/state/appStore.ts';
import type { Workspace } from '#renderer/state/workspace.ts';
import { CLOSENESS, searchText } from '../palette/match.ts';
import { PaletteOf } from '../palette/Palette.tsx';
import type { PaletteEntry } from '../palette/paletteEntry.ts';
import { mergeCandidates, type MergeCandidate } from './mergeCandidates.ts';

/** The other tracks of the sequence, to find the one that is the same object as the one that is followed. */
export function MergePalette(): ReactNode {
  const phase = useAppStore((state) => state.phase);
  return phase.kind === 'open' ? <OfWorkspace workspace={phase.workspace} /> : null;
}

function OfWorkspace({ workspace }: { readonly workspace: Workspace }): ReactNode {
  const { t } = useTranslation();
  const { session, dataset } = workspace;
  const { followed } = session.state.getState();
  const track = followed && session.document.get(followed);
  const heading = t('track.mergeTitle', { name: track ? `${track.class} ${track.number}` : '' });
  const entries = useMemo(() => {
    if (followed === undefined) return [];
    const spans = session.tracks.lives.spans();
    return mergeCandidates(followed, session.document.tracks(), spans).map(
      ({ track: other, span, overlaps }: MergeCandidate): PaletteEntry => {
        const title = `${other.class} ${other.number}`;
        const life = { first: formatCount(span.first + 1), last: formatCount(span.last + 1) };
        return {
          id: `merge-${other.number}`,
          title,
          texts: [searchText(title, CLOSENESS.inside)],
          shows: [{ kind: 'title' }],
          detail: t(overlaps ? 'track.mergeOverlaps' : 'track.mergeLife', life),
          ontologyClass: dataset.ontology.classes.find(({ name }) => name === other.class),
          isEnabled: true,
          run: () => void session.tracks.edits.merge(followed, other.id),
        };
      },
    );
  }, [dataset, followed, session, t]);
  const source = { id: 'tracks', heading, kind: 'places', entries: () => entries } as const;
  return <PaletteOf name={heading} placeholder={t('track.mergeWith')} sources={[source]} />;
}
