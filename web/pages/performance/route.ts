import type { PageDefinition } from '../../shell/index.ts';

export const performance: PageDefinition = {
  path: '/performance',
  title: 'Performance',
  navigation: { icon: 'performance', goTo: 'p' },
  load: () => import('./page.tsx'),
};
