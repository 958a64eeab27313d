import type { PageDefinition } from '../../shell/index.ts';

export const trade: PageDefinition = {
  path: '/trades/$tradeId',
  title: 'Trade',
  load: () => import('./page.tsx'),
};
