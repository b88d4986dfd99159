import type { ImageTone } from '#shared/host/settings.ts';
import { toneCurve } from './toneCurve.ts';

const SVG = 'http://www.w3.org/2000/svg';
const FILTER_ID = 'image-tone';

/** Shared by all canvases of the page, as one tone is by all images. */
let shown: { readonly tone: string; readonly filter: string; readonly element: Element } | undefined;

/**
 * The canvas filter that draws pictures in a tone: a lookup of 256 shades, applied by the browser as it draws, so that
 * no picture is decoded or copied anew. `none` where the tone changes nothing.
 */
export function toneFilter(tone: ImageTone): string {
  const { brightness, contrast, gamma } = tone;
  if (brightness === 0 && contrast === 0 && gamma === 1) return 'none';
  const key = [brightness, contrast, gamma].join();
  if (shown?.tone === key) return shown.filter;
  shown?.element.remove();
  // A name of its own for each tone: a canvas may go on with what it knows of a name.
  const id = `${FILTER_ID}-${key.replaceAll(/[^\d]/g, '_')}`;
  const element = createFilter(id, toneCurve(tone));
  document.body.append(element);
  shown = { tone: key, filter: `url(#${id})`, element };
  return shown.filter;
}

function createFilter(id: string, curve: readonly number[]): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('width', '0');
  svg.setAttribute('height', '0');
  svg.setAttribute('aria-hidden', 'true');
  svg.style.position = 'absolute';
  const filter = document.createElementNS(SVG, 'filter');
  filter.id = id;
  // The curve is of the shades as they are stored.
  filter.setAttribute('color-interpolation-filters', 'sRGB');
  const transfer = document.createElementNS(SVG, 'feComponentTransfer');
  const values = curve.map((value) => value.toFixed(4)).join(' ');
  for (const channel of ['R', 'G', 'B']) {
    const lookup = document.createElementNS(SVG, `feFunc${channel}`);
    lookup.setAttribute('type', 'table');
    lookup.setAttribute('tableValues', values);
    transfer.append(lookup);
  }
  filter.append(transfer);
  svg.append(filter);
  return svg;
}
