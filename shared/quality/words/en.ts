import type { RuleWords } from '../rule.ts';

/** By rule id. A part in [brackets] is left out when a {placeholder} in it has no value. */
export const RULE_WORDS_EN: Readonly<Record<string, RuleWords>> = {
  DAT003: {
    title: 'Unknown class',
    sentence: 'The class {class}[ of object {number}][ of a 2D box on {camera}] is not in the ontology',
  },
  GEO001: {
    title: 'Size outside its class’s range',
    sentence:
      '{class} {number} has a {side} of {valueMetres} m; of its class {leastMetres} to {mostMetres} m are expected',
  },
  TRK003: {
    title: 'Faster than its class can be',
    sentence:
      '{class} {number} would move at {speedMetresPerSecond} m/s; its class reaches {mostMetresPerSecond} m/s',
  },
};

/** What stands in params as a word and not as a name. */
export const PARAM_WORDS_EN: Readonly<Record<string, string>> = {
  length: 'length',
  width: 'width',
  height: 'height',
};
