import type { PageDefinition } from '../../shell/index.ts';

export const activity: PageDefinition = {
  path: '/activity',
  title: 'Activity',
  navigation: { icon: 'activity', goTo: 'a' },
  shortcuts: [
    { title: 'Record a deposit or withdrawal', keys: 'n', search: { add: 'deposit' } },
    { title: 'Record any other event', keys: 'shift+n', search: { add: 'buy' } },
  ],
  load: () => import('./page.tsx'),
};
