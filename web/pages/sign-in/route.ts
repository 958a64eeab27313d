import type { PageDefinition } from '../../shell/index.ts';

export const signIn: PageDefinition = {
  path: '/sign-in',
  title: 'Sign in',
  isPublic: true,
  load: () => import('./sign-in-page.tsx'),
};

export const signUp: PageDefinition = {
  path: '/sign-up',
  title: 'Sign up',
  isPublic: true,
  load: () => import('./sign-up-page.tsx'),
};
