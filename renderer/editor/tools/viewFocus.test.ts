import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { lookingView, topView } from '../testing/fakeViews.ts';
import { ViewFocus } from './viewFocus.ts';

const perspective = lookingView([0, 0, 5], [10, 0, 0]);
let focus: ViewFocus;

beforeEach(() => {
  vi.useFakeTimers();
  focus = new ViewFocus();
});
afterEach(() => vi.useRealTimers());

test('the view under the pointer has the keys', () => {
  expect(focus.view).toBeUndefined();
  focus.over(topView);
  expect(focus.store.getState().viewId).toBe('top');
  focus.over(perspective);
  expect(focus.view).toBe(perspective);
});

test('300 ms outside, the view that was clicked last has them', () => {
  focus.click(topView);
  focus.over(perspective);
  focus.leave();
  vi.advanceTimersByTime(299);
  expect(focus.view).toBe(perspective);
  vi.advanceTimersByTime(1);
  expect(focus.view).toBe(topView);
});

test('a pointer that comes back in time has not left, and where nothing was clicked the keys stay', () => {
  focus.click(topView);
  focus.leave();
  focus.over(perspective);
  vi.advanceTimersByTime(1000);
  expect(focus.view).toBe(perspective);

  const other = new ViewFocus();
  other.over(perspective);
  other.leave();
  vi.advanceTimersByTime(1000);
  expect(other.view).toBe(perspective);
});

test('says only when another view has the keys', () => {
  let heard = 0;
  focus.store.subscribe(() => (heard += 1));
  focus.over(topView);
  focus.over({ ...topView });
  focus.click(topView);
  expect(heard).toBe(1);
});
