import { beforeEach, describe, expect, test } from 'vitest';
import { closeUpViewport, fitViewport } from './imageViewport.ts';
import { PanelViewport } from './panelViewport.ts';

const image = { width: 640, height: 400 };
const panel = { width: 300, height: 200 };
const car = { left: 100, top: 150, right: 160, bottom: 190 };
const next = { left: 120, top: 150, right: 180, bottom: 190 };

let viewport: PanelViewport;

beforeEach(() => {
  viewport = new PanelViewport();
  viewport.setPanel(panel);
  viewport.setImage(image);
});

describe('what a panel shows', () => {
  test('the whole image, then what the person zoomed to', () => {
    expect(viewport.current).toEqual(fitViewport(image, panel));
    viewport.zoom([10, 10], 4);
    expect(viewport.current.scale).toBeCloseTo(fitViewport(image, panel).scale * 4, 9);
  });

  test('a close-up goes along with its object', () => {
    viewport.closeUp(car);
    expect(viewport.current).toEqual(closeUpViewport(car, image, panel));
    viewport.closeUp(next);
    expect(viewport.current).toEqual(closeUpViewport(next, image, panel));
  });

  test('an edit of the object leaves the picture alone, unless the object leaves it', () => {
    viewport.closeUp(car);
    viewport.keepInView(next);
    expect(viewport.current).toEqual(closeUpViewport(car, image, panel));
    const away = { left: 400, top: 150, right: 460, bottom: 190 };
    viewport.keepInView(away);
    expect(viewport.current).toEqual(closeUpViewport(away, image, panel));
  });

  test('until the person looks elsewhere in it', () => {
    viewport.closeUp(car);
    viewport.pan(20, 0);
    const own = viewport.current;
    viewport.closeUp(next);
    expect(viewport.current).toEqual(own);
  });

  test('after a close-up all is as before', () => {
    viewport.zoom([10, 10], 4);
    const before = viewport.current;
    viewport.closeUp(car);
    viewport.zoom([50, 50], 2);
    viewport.closeUp(undefined);
    expect(viewport.current).toEqual(before);
  });

  test('without an image nothing is zoomed or panned', () => {
    viewport.setImage(undefined);
    const before = viewport.current;
    viewport.zoom([10, 10], 4);
    viewport.pan(5, 5);
    expect(viewport.current).toEqual(before);
  });
});
