import { z } from 'zod';

/**
 * What a folder can leave open. Each has a text in every language; the options are layout ids, names of files and
 * columns (shown as they are), or words of `QUESTION_WORDS`.
 */
export const QUESTION_IDS = [
  /** Two layouts fit. Options: layout ids. */
  'layout',
  /** What the columns of `.bin` files are. Options: column names with spaces between. */
  'binColumns',
  /** How images and clouds are joined. Options: `name`, `time`, `order`. */
  'imageMatching',
  /** Which of several sets of tables is meant. Options: their folders. */
  'tables',
  /** Which way a calibration's pose goes. Options: `cameraFromLidar`, `lidarFromCamera`. */
  'poseDirection',
  /** Which lens four distortion coefficients are of. Options: `undecided`, lens models. */
  'lensModel',
] as const;
export type QuestionId = (typeof QUESTION_IDS)[number];

/** Options that have a text in every language. */
export const QUESTION_WORDS = [
  ...(['name', 'time', 'order'] as const),
  ...(['cameraFromLidar', 'lidarFromCamera'] as const),
  ...(['undecided', 'brown-conrady', 'kannala-brandt'] as const),
] as const;

export const questionSchema = z.object({
  id: z.enum(QUESTION_IDS),
  /** The likeliest first. */
  options: z.array(z.string()).min(2),
  chosen: z.string(),
  /** Whether a person chose it, or we did. */
  isAnswered: z.boolean(),
});
export type Question = z.infer<typeof questionSchema>;

/** What a person answered, from the `dataset.json` in the label root. */
export type LayoutChoices = Readonly<Partial<Record<QuestionId, string>>>;

/** A question with the person's answer, when it is one of the options, else with the likeliest option. */
export function ask(id: QuestionId, options: readonly string[], choices: LayoutChoices): Question {
  const answer = choices[id];
  const isAnswered = answer !== undefined && options.includes(answer);
  return { id, options: [...options], chosen: isAnswered ? answer : options[0]!, isAnswered };
}
