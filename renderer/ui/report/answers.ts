import type { TFunction } from 'i18next';
import type { Question, QuestionId } from '#shared/dataset/questions.ts';
import { QUESTION_WORDS } from '#shared/dataset/questions.ts';
import { layoutName } from './describeDataset.ts';

/** What a person has picked in the report and not applied yet. */
export type Picked = Readonly<Partial<Record<QuestionId, string>>>;

/** What is marked: what was picked, else what the dataset was opened with. */
export function pickedOption({ id, chosen }: Question, picked: Picked): string {
  return picked[id] ?? chosen;
}

/**
 * What is to be told to the host: answers that changed, and those that were ours so far and now are confirmed. Another
 * layout has questions of its own, so that the others are not answered along with it.
 */
export function answersToApply(questions: readonly Question[], picked: Picked): Record<string, string> {
  const layout = questions.find(({ id }) => id === 'layout');
  const asked = layout !== undefined && isOtherLayout(questions, picked) ? [layout] : questions;
  return Object.fromEntries(
    asked
      .filter((question) => !question.isAnswered || pickedOption(question, picked) !== question.chosen)
      .map((question) => [question.id, pickedOption(question, picked)]),
  );
}

/** Has another layout been picked than the one that the dataset is open with? */
export function isOtherLayout(questions: readonly Question[], picked: Picked): boolean {
  const layout = questions.find(({ id }) => id === 'layout');
  return layout !== undefined && pickedOption(layout, picked) !== layout.chosen;
}

/** How many questions nobody has answered yet. */
export function countOpen(questions: readonly Question[]): number {
  return questions.filter(({ isAnswered }) => !isAnswered).length;
}

/** An option as people read it: layouts by name, words translated; columns and folders are what they are. */
export function optionLabel(id: QuestionId, option: string, t: TFunction): string {
  if (id === 'layout') return layoutName(option, t);
  const word = QUESTION_WORDS.find((known) => known === option);
  const isWord = id === 'imageMatching' || id === 'poseDirection' || id === 'lensModel';
  return isWord && word !== undefined ? t(`answer.${word}`) : option;
}
