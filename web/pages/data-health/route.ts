import type { PageDefinition } from '../../shell/index.ts';

export const dataHealth: PageDefinition = {
  path: '/data-health',
  title: 'Data health',
  navigation: { icon: 'health', goTo: 'h' },
  load: () => import('./page.tsx'),
};
