import { CommanderError } from 'commander';
import { DEFAULT_ONTOLOGY } from '#shared/dataset/defaultOntology.ts';
import type { CommandResult } from './exitCodes.ts';
import { classNamed, fittableClasses } from './fitClasses.ts';
import { fitCloud } from './fitCloud.ts';
import { fitDataset } from './fitDataset.ts';
import type { FitOptions } from './fitOptions.ts';

/**
 * `boxwright fit`: the objects at places in a point cloud as cuboids, or how well the labels of a dataset are fitted.
 *
 * @throws CommanderError for options that do not go together or a class that is not known
 */
export async function fitCommand(options: FitOptions): Promise<CommandResult> {
  const { cloud, dataset, at = [], rect } = options;
  if (dataset !== undefined) {
    if (cloud !== undefined || at.length > 0 || rect !== undefined)
      throw usage('--dataset fits at its labels; --cloud, --at and --rect do not go with it');
    return fitDataset(dataset, options);
  }
  if (cloud === undefined) throw usage('--cloud <file> or --dataset <folder> is needed');
  if (at.length === 0 && rect === undefined) throw usage('--at <x,y,z> or --rect <x0,y0,x1,y1> is needed');
  return fitCloud(cloud, options, classesOf(options.class));
}

function classesOf(name: string | undefined) {
  if (name === undefined) return fittableClasses(DEFAULT_ONTOLOGY);
  const known = classNamed(DEFAULT_ONTOLOGY, name);
  if (known === undefined) {
    const names = DEFAULT_ONTOLOGY.classes.map((one) => one.name).join(', ');
    throw usage(`no class ${JSON.stringify(name)}; there are ${names}`);
  }
  return [known];
}

function usage(message: string): CommanderError {
  return new CommanderError(2, 'boxwright.fit', message);
}
