import { ask, type LayoutChoices, type Question } from '../questions.ts';

const UNDECIDED = 'undecided';

/**
 * Which lens four coefficients without a name are of. Nothing is projected until a person says it: either guess would look
 * plausible in the middle of the image and be off at its edge.
 */
export function lensModelQuestion(choices: LayoutChoices): Question {
  return ask('lensModel', [UNDECIDED, 'brown-conrady', 'kannala-brandt'], choices);
}

/** What a person said, as a name for `opencvLens`. */
export function modelOf({ chosen }: Question): string | undefined {
  return chosen === UNDECIDED ? undefined : chosen;
}
