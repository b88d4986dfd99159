import { expect, test } from 'vitest';
import { ontologySchema } from './dataset.ts';
import { DEFAULT_ONTOLOGY } from './defaultOntology.ts';
import { ownOntology } from './ownOntology.ts';

test("a dataset's own classes keep their order and colours and get sizes by name", () => {
  const ontology = ownOntology([
    { name: 'Tram', color: '#fa3253' },
    { name: 'Car', color: 'red' },
  ]);
  expect(ontologySchema.parse(ontology)).toEqual(ontology);
  expect(ontology.classes.map(({ name, size, glyph }) => [name, size, glyph])).toEqual([
    ['Tram', [1, 1, 1], 'T'],
    ['Car', [4.5, 1.85, 1.55], 'C'],
  ]);
  expect(ontology.classes[0]!.color).toBe('#fa3253');
  expect(ontology.classes[1]!.color).not.toBe('red');
});

test('without classes there are ours', () => {
  expect(ownOntology([])).toEqual(DEFAULT_ONTOLOGY);
  expect(ownOntology([{ name: '' }])).toEqual(DEFAULT_ONTOLOGY);
});
