import type { Ontology } from '#shared/dataset/dataset.ts';
import type { ClassPrior } from '#shared/pointcloud/fit/classPrior.ts';

/** Stands for everything that has no class of its own: its size says nothing. */
const CATCH_ALL = 'other';

/** The classes that a fit may choose among. */
export function fittableClasses({ classes }: Ontology): readonly ClassPrior[] {
  return classes.filter(({ name }) => name !== CATCH_ALL).map(({ name, size }) => ({ name, size }));
}

/** The class of a name, in any case; undefined where the ontology has none. */
export function classNamed({ classes }: Ontology, name: string): ClassPrior | undefined {
  const found = classes.find((known) => known.name.toLowerCase() === name.toLowerCase());
  return found && { name: found.name, size: found.size };
}
