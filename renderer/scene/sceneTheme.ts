import { TIME_STOPS, type TimeStops } from './color/timeRamp.ts';
import { RAMP_STOPS } from './color/ramp.ts';

/** Colours of the scene; the values are those of the interface's design tokens. */
export interface SceneTheme {
  readonly ground: string;
  readonly ramp: readonly string[];
  /** Points by the frame that they are of, in the `time` colour mode. */
  readonly time: TimeStops;
  /** All points in the `single` colour mode. */
  readonly singlePoint: string;
  /** Points that no camera sees, in the `camera` colour mode: a grey that no photograph is mistaken for. */
  readonly unseenPoint: string;
  /** Points inside the selection are mixed towards this. */
  readonly lifted: string;
  /** Handles and heading of the selection. */
  readonly selection: string;
  /** Under every line, so that it stands out from the points behind it. */
  readonly casing: string;
  readonly casingOpacity: number;
  /** Rings and grid: a colour and how much of it. */
  readonly guide: string;
  readonly guideOpacity: number;
  /** What a suggested fix would make of a cuboid. */
  readonly suggestion: string;
  readonly text: string;
  readonly faintText: string;
  readonly accent: string;
  /** Carries white text. */
  readonly accentFill: string;
}

export type ThemeName = 'dark' | 'light';

export const SCENE_THEMES: Readonly<Record<ThemeName, SceneTheme>> = {
  dark: {
    ground: '#0B0E13',
    ramp: RAMP_STOPS.dark,
    time: TIME_STOPS.dark,
    singlePoint: '#7F93AD',
    unseenPoint: '#3A4048',
    lifted: '#FFFFFF',
    selection: '#FFFFFF',
    casing: '#05070A',
    casingOpacity: 0.66,
    guide: '#FFFFFF',
    guideOpacity: 0.1,
    suggestion: '#4CC38A',
    text: '#E9EEF5',
    faintText: '#8E9AAB',
    accent: '#6CA8FF',
    accentFill: '#2F6FDB',
  },
  light: {
    ground: '#F4F6F9',
    ramp: RAMP_STOPS.light,
    time: TIME_STOPS.light,
    singlePoint: '#5B6B80',
    unseenPoint: '#BCC2CA',
    lifted: '#000000',
    selection: '#0B0E13',
    casing: '#FFFFFF',
    casingOpacity: 0.66,
    guide: '#0B0E13',
    guideOpacity: 0.12,
    suggestion: '#116B42',
    text: '#141A22',
    faintText: '#586577',
    accent: '#1F5FCC',
    accentFill: '#1F5FCC',
  },
};
