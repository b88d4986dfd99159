// The browser gets one function without what is around it.
/* oxlint-disable unicorn/consistent-function-scoping */
import { expect, type Page } from '@playwright/test';

/** As the setting `uiSize` sets it. */
const SCALES = [1.5, 1] as const;
/** All that is wrong is told at once. */
const softly = expect.configure({ soft: true });

/** Nothing on the screen as it is may be cut off, at 100 and 150 %. */
export async function expectNothingCutOff(page: Page, screen: string): Promise<void> {
  for (const scale of SCALES) {
    await page.evaluate((value) => {
      document.documentElement.style.setProperty('--ui-scale', String(value));
      // What floats is placed anew, as it would be when opened.
      window.dispatchEvent(new Event('resize'));
    }, scale);
    // What comes late is waited for: a list of folders, a saved label.
    await softly
      .poll(() => findCutOff(page), { message: `${screen} at ${scale * 100} %`, timeout: 3000 })
      .toEqual([]);
  }
}

/**
 * What cannot be read or reached on the screen as it is, in words; empty when all is well: text that its box cuts off
 * without saying so (an ellipsis and a tooltip), text that runs out of its box or the window, controls that lie over each
 * other, a page that scrolls.
 */
function findCutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const SLACK = 1.5;
    const found = new Set<string>();
    const describe = (element: Element): string => {
      const name = element.getAttribute('class') ?? element.tagName.toLowerCase();
      return `.${name.trim().split(/\s+/).join('.')} “${(element.textContent || element.getAttribute('aria-label') || '').trim().slice(0, 50)}”`;
    };
    const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
    if (scrollWidth > clientWidth || scrollHeight > clientHeight) found.add('the page scrolls');

    // What lies under a modal dialog is covered anyway.
    const root = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
    const hasEllipsis = (element: Element): boolean => getComputedStyle(element).textOverflow === 'ellipsis';
    const hasTooltip = (element: Element): boolean =>
      element.closest('[title]') !== null || element.querySelector('[title]') !== null;

    /** The part of a box that its surroundings let see; undefined: none of it, and it can be scrolled there. */
    const visiblePart = (element: Element, box: DOMRect, isText: boolean): DOMRect | undefined => {
      let [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom];
      let wasFixed = false;
      for (
        let around: Element | null = isText ? element : element.parentElement;
        around;
        around = around.parentElement
      ) {
        const style = getComputedStyle(around);
        if (around === document.body || around === document.documentElement) break;
        // What is fixed in the window is not cut off by what it hangs on.
        if (wasFixed) break;
        wasFixed = style.position === 'fixed';
        if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
        const clip = around.getBoundingClientRect();
        // Only for those who hear it.
        if (clip.width < 2 && clip.height < 2) return undefined;
        const canScrollX = /auto|scroll/.test(style.overflowX);
        const canScrollY = /auto|scroll/.test(style.overflowY);
        const isCutX = right > clip.right + SLACK || left < clip.left - SLACK;
        const isCutY = bottom > clip.bottom + SLACK || top < clip.top - SLACK;
        if (isText && isCutX && !canScrollX && !(hasEllipsis(around) && hasTooltip(around))) {
          found.add(`cut off at the side by ${describe(around)}: ${describe(element)}`);
        }
        if (isText && isCutY && !canScrollY)
          found.add(`cut off above or below by ${describe(around)}: ${describe(element)}`);
        [left, right] = [Math.max(left, clip.left), Math.min(right, clip.right)];
        [top, bottom] = [Math.max(top, clip.top), Math.min(bottom, clip.bottom)];
        if (right - left < 1 || bottom - top < 1) return undefined;
      }
      return new DOMRect(left, top, right - left, bottom - top);
    };

    const isShown = (element: Element): boolean =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      element.closest('.visually-hidden, option, svg, [aria-hidden="true"] .visually-hidden') === null;
    type Piece = { readonly element: Element; readonly box: DOMRect; readonly isText: boolean };
    const pieces: Piece[] = [];
    for (const element of root.querySelectorAll('*')) {
      if (!isShown(element)) continue;
      const texts = [...element.childNodes].filter(
        (node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim(),
      );
      const isControl = element.matches('button, input, select, [role="slider"], [role="option"]');
      if (texts.length > 0) {
        const range = document.createRange();
        range.setStartBefore(texts[0]!);
        range.setEndAfter(texts.at(-1)!);
        const box = range.getBoundingClientRect();
        const part = visiblePart(element, box, true);
        if (
          part !== undefined &&
          (part.right > innerWidth + SLACK || part.bottom > innerHeight + SLACK || part.left < -SLACK)
        ) {
          found.add(`outside the window: ${describe(element)}`);
        }
        const own = element.getBoundingClientRect();
        const isBox = getComputedStyle(element).display !== 'inline';
        if (isBox && getComputedStyle(element).overflowX === 'visible' && box.right > own.right + SLACK) {
          found.add(`runs out of its box: ${describe(element)}`);
        }
        if (part !== undefined) pieces.push({ element, box: part, isText: true });
      } else if (isControl) {
        const part = visiblePart(element, element.getBoundingClientRect(), false);
        if (part !== undefined) pieces.push({ element, box: part, isText: false });
      }
    }
    const isWithin = (inner: Piece, outer: Piece): boolean =>
      !outer.isText &&
      inner.box.left >= outer.box.left &&
      inner.box.right <= outer.box.right &&
      inner.box.top >= outer.box.top &&
      inner.box.bottom <= outer.box.bottom;
    /** What floats lies over the window on purpose, though not over what else floats. */
    const floaterOf = ({ element }: Piece): Element | null =>
      element.closest(
        '.popover, .tone-popover, .attribute-strip, .tour, .large-image, .compare-images, .overview',
      );
    pieces.forEach((a, at) => {
      for (const b of pieces.slice(at + 1)) {
        const width = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const height = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        if (width <= 2 || height <= 2) continue;
        if (a.element.contains(b.element) || b.element.contains(a.element)) continue;
        const floaters = [floaterOf(a), floaterOf(b)];
        if (floaters.includes(null) && floaters[0] !== floaters[1]) continue;
        // The letter in a number's field is dragged, and so as tall as the field.
        if (a.element.parentElement === b.element.parentElement && b.element.matches('input')) continue;
        // A button inside a card that is one: what is written there is looked at by itself.
        if (isWithin(a, b) || isWithin(b, a)) continue;
        found.add(`lie over each other: ${describe(a.element)} and ${describe(b.element)}`);
      }
    });
    return [...found];
  });
}
