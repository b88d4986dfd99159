import { CircleHelp, TriangleAlert } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { describeReason } from '#shared/problems/describeProblem.ts';
import type { MadeFinding } from '#renderer/state/calibrationCheck.ts';
import { Button } from '../controls/Button.tsx';
import { Segments } from '../controls/Segments.tsx';
import { useLanguage } from '../controls/useLanguage.ts';
import { useHost } from '../session/useHost.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { acceptFinding, dismissFinding, selectFinding } from './calibrationActions.ts';
import { describeCorrection } from './describeCorrection.ts';
import { describeEvidence } from './describeEvidence.ts';
import { findingProblem } from './findingProblem.ts';
import { isWarning } from './findings.ts';
import { useCheck } from './useCheck.ts';

/** One finding: what and, once it is selected, why, and what would put it right. */
export function FindingCard({ made }: { readonly made: MadeFinding }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const workspace = useWorkspace();
  const { finding } = made;
  const isSelected = useCheck((state) => state.selected === finding);
  const problem = findingProblem(finding, workspace.sequence.cameras);
  const Icon = isWarning(finding) ? TriangleAlert : CircleHelp;
  return (
    <article className="finding" data-tone={finding.certainty}>
      <button
        type="button"
        className="finding__head"
        aria-expanded={isSelected}
        onClick={() => selectFinding(workspace, finding)}
      >
        <Icon size={14} strokeWidth={1.75} aria-hidden />
        <b>{problem.params?.['camera']}</b>
        <span className="finding__certainty">{t(`calibration.${finding.certainty}`)}</span>
        <span className="finding__what">{describeReason({ ...problem, path: undefined }, language)}</span>
      </button>
      {isSelected && <FindingBody made={made} />}
    </article>
  );
}

function FindingBody({ made }: { readonly made: MadeFinding }): ReactNode {
  const { t } = useTranslation();
  const { sequence } = useWorkspace();
  const { correction } = made.finding;
  const evidence = describeEvidence(made.finding, t);
  return (
    <div className="finding__body">
      {evidence !== '' && (
        <dl>
          <dt>{t('calibration.why')}</dt>
          <dd>{evidence}</dd>
        </dl>
      )}
      {correction === undefined ? (
        <p>{t('calibration.noFix')}</p>
      ) : (
        <dl>
          <dt>{t('calibration.fix')}</dt>
          <dd>{describeCorrection(correction, sequence.cameras, t)}</dd>
        </dl>
      )}
      {correction !== undefined && <Compare />}
      <Decide made={made} />
    </div>
  );
}

/** What the image shows: the calibration as it is, or as it would be. */
function Compare(): ReactNode {
  const { t } = useTranslation();
  const { check } = useWorkspace();
  const isBefore = useCheck((state) => state.isBefore);
  return (
    <div className="finding__compare">
      <Segments
        name={t('calibration.compare')}
        value={isBefore ? 'before' : 'after'}
        choices={[
          { value: 'before', text: t('calibration.before') },
          { value: 'after', text: t('calibration.after') },
        ]}
        isDisabled={false}
        onChange={(value) => check.setState({ isBefore: value === 'before' })}
      />
      <kbd className="key-cap">C</kbd>
      <span className="finding__hint">{t('calibration.hold')}</span>
    </div>
  );
}

function Decide({ made }: { readonly made: MadeFinding }): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const workspace = useWorkspace();
  const helpId = useId();
  const { finding } = made;
  const canAccept = finding.correction !== undefined;
  return (
    <>
      <div className="finding__decide">
        {canAccept && (
          <Button
            look="primary"
            disabled={!workspace.writable}
            aria-describedby={helpId}
            onClick={() => void acceptFinding(host, workspace, finding)}
          >
            {t('calibration.accept')}
          </Button>
        )}
        <Button onClick={() => dismissFinding(host, workspace, made)}>{t('calibration.dismiss')}</Button>
      </div>
      {canAccept && (
        <p id={helpId} className="finding__hint">
          {t(workspace.writable ? 'calibration.acceptHelp' : 'calibration.notWritable')}
        </p>
      )}
    </>
  );
}
