import type { Ontology } from '#shared/dataset/dataset.ts';
import type { Theme } from '#renderer/state/theme.ts';
import { colorOnTheme } from '../controls/classColor.ts';

/** A class that labels name and the dataset does not. */
const UNKNOWN_CLASS = '#BEC9FF';

/** The colour of a class in the point cloud, by its name. */
export function sceneClassColor(ontology: Ontology, theme: Theme): (className: string) => string {
  const colors = new Map(ontology.classes.map(({ name, color }) => [name, color]));
  return (className) => {
    return colorOnTheme(colors.get(className) ?? UNKNOWN_CLASS, theme);
  };
}
