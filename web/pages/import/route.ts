import type { PageDefinition } from '../../shell/index.ts';

export const importing: PageDefinition = {
  path: '/import',
  title: 'Import',
  navigation: { icon: 'import', goTo: 'i' },
  load: () => import('./page.tsx'),
};
