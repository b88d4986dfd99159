import type { Page } from '@playwright/test';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import { positionInView, settle } from '../../e2e/support/actions.ts';

/** What a person did; drags count as a click. */
export interface Effort {
  readonly clicks: number;
  readonly keys: number;
  /** Of the pointer, pixels. */
  readonly travel: number;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** A person at the app who works in the large top view, and is counted. */
export class Tagger {
  readonly #page: Page;
  #clicks = 0;
  #keys = 0;
  #travel = 0;
  #at: Place = { x: 0, y: 0 };

  constructor(page: Page) {
    this.#page = page;
  }

  get effort(): Effort {
    return { clicks: this.#clicks, keys: this.#keys, travel: this.#travel };
  }

  /** Notches of the wheel over the middle of the view, away from the scene; each counts as a click. */
  async zoomOut(notches: number): Promise<void> {
    const box = (await this.#page.getByTestId('scene').boundingBox())!;
    await this.#moveTo({ x: box.x + box.width / 2, y: box.y + box.height * 0.35 });
    for (let i = 0; i < notches; i++) {
      this.#clicks += 1;
      await this.#page.mouse.wheel(0, 100);
    }
    await settle(this.#page);
  }

  async press(key: string): Promise<void> {
    this.#keys += 1;
    await this.#page.keyboard.press(key);
  }

  async click(point: Vec3): Promise<void> {
    await this.#moveTo(await positionInView(this.#page, 'top', point));
    this.#clicks += 1;
    await this.#page.mouse.down();
    await this.#page.mouse.up();
  }

  /** From one point to another. */
  async drag(from: Vec3, to: Vec3, held: 'Control'): Promise<void> {
    await this.#moveTo(await positionInView(this.#page, 'top', from));
    this.#clicks += 1;
    this.#keys += 1;
    await this.#page.keyboard.down(held);
    await this.#page.mouse.down();
    await this.#moveTo(await positionInView(this.#page, 'top', to));
    await this.#page.mouse.up();
    await this.#page.keyboard.up(held);
  }

  /** Waits until what a click was for is there; false: it is not, within two seconds. */
  async hasCuboid(): Promise<boolean> {
    return this.#page
      .waitForFunction(() => window.boxwrightDiagnostics?.selectedCuboid?.() !== undefined, undefined, {
        timeout: 2000,
      })
      .then(
        () => true,
        () => false,
      );
  }

  /** The proposal that is looked at, once there are some; undefined: there are none. */
  async proposed(): Promise<Cuboid | undefined> {
    const isSearching = this.#page.getByRole('progressbar');
    await isSearching.waitFor({ timeout: 1000 }).catch(() => undefined);
    await isSearching.waitFor({ state: 'detached', timeout: 60_000 });
    return this.#page.evaluate(() => window.boxwrightDiagnostics?.proposedCuboid?.());
  }

  /** The one that is selected, once the app has done what it was asked for. */
  async cuboid(): Promise<Cuboid | undefined> {
    await settle(this.#page);
    return this.#page.evaluate(() => window.boxwrightDiagnostics?.selectedCuboid?.());
  }

  async #moveTo(place: Place): Promise<void> {
    this.#travel += Math.hypot(place.x - this.#at.x, place.y - this.#at.y);
    this.#at = place;
    await this.#page.mouse.move(place.x, place.y, { steps: 3 });
  }
}
