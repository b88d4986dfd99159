import { Ban, CircleCheck, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FindingStanding } from '#renderer/editor/review/findingStanding.ts';

const ICONS = { waived: Ban, accepted: CircleCheck, sentBack: Undo2 } as const;

/** What was decided; the row says it in words. */
export function StandingIcon({ standing }: { readonly standing: FindingStanding }): ReactNode {
  if (standing === 'open') return null;
  const Icon = ICONS[standing];
  return <Icon className="finding-row__standing" size={14} strokeWidth={1.75} aria-hidden />;
}
