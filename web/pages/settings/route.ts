import type { PageDefinition } from '../../shell/index.ts';

export const settings: PageDefinition = {
  path: '/settings',
  title: 'Settings',
  navigation: { icon: 'settings', goTo: 's' },
  load: () => import('./page.tsx'),
};
