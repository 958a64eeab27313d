import { useSyncExternalStore } from 'react';
import { keptChoice } from '../text/index.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const theme = keptChoice<Theme>('theme', THEMES);

const apply = () => {
  document.documentElement.dataset.theme = theme.get();
};
theme.subscribe(apply);

export const useTheme = (): Theme => useSyncExternalStore(theme.subscribe, theme.get);
export const chooseTheme = (next: Theme): void => theme.set(next);
