import type { TFunction } from 'i18next';
import type { HostFailure } from '#shared/host/hostError.ts';
import { describeProblem } from '#shared/problems/describeProblem.ts';
import type { Language } from '#renderer/i18n/language.ts';

/** Why a call to the host failed, in the person's language. */
export function describeFailure(failure: HostFailure, t: TFunction, language: Language): string {
  if (failure.problem !== undefined) return describeProblem(failure.problem, language);
  return t(`failure.${failure.code}`);
}
