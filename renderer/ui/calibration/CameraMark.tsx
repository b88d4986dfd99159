import { TriangleAlert, Wrench } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/dataset/dataset.ts';
import { isOf } from '#shared/dataset/applyCorrections.ts';
import { describeReason } from '#shared/problems/describeProblem.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useLanguage } from '../controls/useLanguage.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import { openCheck } from './calibrationActions.ts';
import { findingProblem } from './findingProblem.ts';
import { isWarning } from './findings.ts';
import { useCheck, useOpenFindings } from './useCheck.ts';
import './cameraMark.css';

/** Beside a camera's name: that its calibration looks wrong, or that it was corrected. */
export function CameraMark({ camera }: { readonly camera: Camera }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const workspace = useWorkspace();
  const warning = useOpenFindings().find(
    ({ finding }) => finding.camera === camera.id && isWarning(finding),
  )?.finding;
  const isCorrected = useCheck(({ corrections }) =>
    corrections.some(
      ({ accepted, isApplied }) => isApplied && isOf(accepted, workspace.sequence.id, camera.id),
    ),
  );
  if (warning === undefined && !isCorrected) return null;
  const what = warning && findingProblem(warning, workspace.sequence.cameras);
  const name =
    what === undefined
      ? t('calibration.corrected')
      : `${t('calibration.title')}: ${describeReason({ ...what, path: undefined }, language)}`;
  return (
    <IconButton
      className="camera-mark"
      icon={warning === undefined ? Wrench : TriangleAlert}
      name={name}
      data-tone={warning === undefined ? 'corrected' : 'warning'}
      data-keys="controls"
      onMouseDown={keepKeysInViews}
      onClick={() => openCheck(workspace, warning)}
    />
  );
}
