import type { Page } from '@playwright/test';

/**
 * Shows every text of the page in a made-up language: accented, and longer by a third, as translations are. It works on
 * the page from outside, so that no text of the program, wherever it comes from, is left out.
 */
export async function showPseudoTexts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const accented: Record<string, string> = {
      a: 'áà',
      e: 'éè',
      i: 'íì',
      o: 'óò',
      u: 'úù',
      A: 'ÁÀ',
      E: 'ÉÈ',
      I: 'ÍÌ',
    };
    const lengthen = (text: string): string =>
      text.replace(/[aeiouAEI]/g, (vowel) => accented[vowel] ?? vowel);
    const written = new WeakMap<Node, string>();
    const lengthenNode = (node: Node): void => {
      if (node instanceof HTMLInputElement && written.get(node) !== node.placeholder) {
        node.placeholder = lengthen(node.placeholder);
        written.set(node, node.placeholder);
      }
      const isText =
        node.nodeType === Node.TEXT_NODE &&
        node.parentElement?.closest('kbd, [aria-hidden="true"], script, style') === null;
      if (isText && node.nodeValue !== written.get(node)) {
        node.nodeValue = lengthen(node.nodeValue ?? '');
        written.set(node, node.nodeValue);
      }
      node.childNodes.forEach(lengthenNode);
    };
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        if (target.nodeType === Node.TEXT_NODE) lengthenNode(target);
        addedNodes.forEach(lengthenNode);
      }
    }).observe(document, { childList: true, characterData: true, subtree: true });
  });
}
