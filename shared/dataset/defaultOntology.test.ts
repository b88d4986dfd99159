import { expect, test } from 'vitest';
import { ontologySchema } from './dataset.ts';
import { DEFAULT_ONTOLOGY, extendOntology, respellOntology } from './defaultOntology.ts';

test('the default classes can be told apart by letter and by colour', () => {
  const { classes } = ontologySchema.parse(DEFAULT_ONTOLOGY);
  expect(new Set(classes.map(({ glyph }) => glyph)).size).toBe(8);
  expect(new Set(classes.map(({ color }) => color)).size).toBe(8);
});

test('unknown classes are appended with reused colours and letters of their own', () => {
  const { classes } = extendOntology(DEFAULT_ONTOLOGY, ['car', 'Van', 'Crane', 'Van', '', '行人', '🚗']);
  expect(classes.slice(8).map(({ name, glyph }) => [name, glyph])).toEqual([
    ['Van', 'V'],
    ['Crane', 'A'],
    ['行人', '行'],
    ['🚗', '🚗'],
  ]);
  expect(classes[8]!.color).toBe(DEFAULT_ONTOLOGY.classes[0]!.color);
  expect(ontologySchema.safeParse({ classes }).success).toBe(true);
});

test('a dataset keeps its own spelling', () => {
  const { classes } = respellOntology(DEFAULT_ONTOLOGY, ['CAR', 'bus', 'Bus']);
  expect(classes.map(({ name }) => name).slice(0, 3)).toEqual(['CAR', 'truck', 'bus']);
});
