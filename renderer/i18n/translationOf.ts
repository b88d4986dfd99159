/** The shape of a translation: the same keys, any text. A language with one plural form leaves out the `_one` keys. */
export type TranslationOf<T> = {
  readonly [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string
    ? string
    : TranslationOf<T[K]>;
};
