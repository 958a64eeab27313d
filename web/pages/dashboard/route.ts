import type { PageDefinition } from '../../shell/index.ts';

export const dashboard: PageDefinition = {
  path: '/',
  title: 'Dashboard',
  navigation: { icon: 'dashboard', goTo: 'd' },
  load: () => import('./page.tsx'),
};
