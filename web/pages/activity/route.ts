import type { PageDefinition } from '../../shell/index.ts';

export const activity: PageDefinition = {
  path: '/activity',
  title: 'Activity',
  navigation: { icon: 'activity', goTo: 'a' },
  load: () => import('./page.tsx'),
};
