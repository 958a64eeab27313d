import type { PageDefinition } from '../../shell/index.ts';

export const trades: PageDefinition = {
  path: '/trades',
  title: 'Trades',
  navigation: { icon: 'trades', goTo: 't' },
  load: () => import('./page.tsx'),
};
