import type { Ontology, OntologyClass } from './dataset.ts';

/**
 * The classes of a dataset that names none. Colours are told apart on dark grounds and on photographs by every kind of
 * colour vision; sizes are typical road users in metres.
 */
export const DEFAULT_ONTOLOGY: Ontology = {
  classes: [
    { name: 'car', color: '#39ABD6', size: [4.5, 1.85, 1.55], glyph: 'C' },
    { name: 'truck', color: '#8E73FC', size: [8, 2.5, 3], glyph: 'T' },
    { name: 'bus', color: '#F9EF20', size: [11, 2.55, 3.2], glyph: 'B' },
    { name: 'pedestrian', color: '#F8AD67', size: [0.6, 0.6, 1.7], glyph: 'P' },
    { name: 'rider', color: '#80FCCF', size: [1.8, 0.7, 1.7], glyph: 'R' },
    { name: 'motor', color: '#A28B11', size: [1.9, 0.75, 1.3], glyph: 'M' },
    { name: 'cone', color: '#E96E97', size: [0.35, 0.35, 0.75], glyph: 'N' },
    { name: 'other', color: '#BEC9FF', size: [1, 1, 1], glyph: 'O' },
  ],
};

/** The same classes under the dataset's own names, where it has a name that differs only in case. */
export function respellOntology(ontology: Ontology, names: readonly string[]): Ontology {
  const classes = ontology.classes.map((known): OntologyClass => {
    const own = names.find((name) => name.toLowerCase() === known.name.toLowerCase());
    return own === undefined || names.includes(known.name) ? known : { ...known, name: own };
  });
  return { classes };
}

/** With the classes that occur in labels and are not in the ontology appended, in the order given; colours are reused. */
export function extendOntology(ontology: Ontology, names: Iterable<string>): Ontology {
  const classes = [...ontology.classes];
  const known = new Set(classes.map(({ name }) => name));
  for (const name of names) {
    if (known.has(name) || name === '') continue;
    known.add(name);
    const color = DEFAULT_ONTOLOGY.classes[classes.length % DEFAULT_ONTOLOGY.classes.length]!.color;
    classes.push({ name, color, size: [1, 1, 1], glyph: freeGlyph(name, classes) });
  }
  return { classes };
}

/** The first letter of the name that no class has yet, else its first letter. */
function freeGlyph(name: string, classes: readonly OntologyClass[]): string {
  const letters = Array.from(name, (letter) => letter.toUpperCase()).filter((letter) => letter.length <= 2);
  const taken = new Set(classes.map(({ glyph }) => glyph));
  return letters.find((letter) => !taken.has(letter)) ?? letters[0] ?? '?';
}
