import type { Ontology, OntologyClass } from './dataset.ts';
import { DEFAULT_ONTOLOGY, extendOntology } from './defaultOntology.ts';

export interface NamedClass {
  readonly name: string;
  /** `#RRGGBB`; anything else is not used. */
  readonly color?: string | undefined;
}

/**
 * The classes that a dataset lists itself, in its order, with its colours; sizes come from our classes of the same name.
 * A dataset that lists none has ours.
 */
export function ownOntology(named: readonly NamedClass[]): Ontology {
  const colors = new Map(named.map(({ name, color }) => [name, color]));
  const { classes } = extendOntology({ classes: [] }, colors.keys());
  if (classes.length === 0) return DEFAULT_ONTOLOGY;
  return { classes: classes.map((one) => withOwnColor(one, colors.get(one.name))) };
}

function withOwnColor(one: OntologyClass, color: string | undefined): OntologyClass {
  const known = DEFAULT_ONTOLOGY.classes.find(({ name }) => name === one.name.toLowerCase());
  const isColor = color !== undefined && /^#[0-9A-Fa-f]{6}$/.test(color);
  return { ...one, ...(known && { size: known.size }), ...(isColor && { color }) };
}
