import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Question, QuestionId } from '#shared/dataset/questions.ts';
import { countOpen, isOtherLayout, optionLabel, pickedOption, type Picked } from './answers.ts';

export interface QuestionsProps {
  readonly questions: readonly Question[];
  readonly picked: Picked;
  onPick(id: QuestionId, option: string): void;
}

/** What the folder leaves open: the likeliest answer is marked, another one takes effect once it is applied. */
export function Questions({ questions, picked, onPick }: QuestionsProps): ReactNode {
  const { t } = useTranslation();
  const hasOtherLayout = isOtherLayout(questions, picked);
  const shown = hasOtherLayout ? questions.filter(({ id }) => id === 'layout') : questions;
  return (
    <section className="report__part" aria-labelledby="report-questions">
      <h3 id="report-questions">{t('question.title')}</h3>
      <p className="report__help">
        {t(countOpen(questions) > 0 ? 'question.help' : 'question.helpAnswered')}
      </p>
      {shown.map((question) => (
        <QuestionField
          key={question.id}
          question={question}
          value={pickedOption(question, picked)}
          onPick={(option) => onPick(question.id, option)}
        />
      ))}
      {shown.length < questions.length && <p className="report__later">{t('question.otherLayout')}</p>}
    </section>
  );
}

interface QuestionFieldProps {
  readonly question: Question;
  readonly value: string;
  onPick(option: string): void;
}

function QuestionField({ question, value, onPick }: QuestionFieldProps): ReactNode {
  const { t } = useTranslation();
  const name = useId();
  const { id, options, chosen, isAnswered } = question;
  return (
    <fieldset className="question">
      <legend>{t(`question.${id}`)}</legend>
      {options.map((option) => (
        <label key={option} className="question__option">
          <input
            type="radio"
            name={name}
            value={option}
            checked={option === value}
            onChange={() => onPick(option)}
          />
          <span className="question__text">{optionLabel(id, option, t)}</span>
          {option === chosen && (
            <span className="question__mark">{t(isAnswered ? 'question.answered' : 'question.taken')}</span>
          )}
        </label>
      ))}
    </fieldset>
  );
}
