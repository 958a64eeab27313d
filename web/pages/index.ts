import type { PageDefinition } from '../shell/index.ts';
import { activity } from './activity/route.ts';
import { dashboard } from './dashboard/route.ts';
import { dataHealth } from './data-health/route.ts';
import { importing } from './import/route.ts';
import { performance } from './performance/route.ts';
import { settings } from './settings/route.ts';
import { signIn, signUp } from './sign-in/route.ts';
import { trade } from './trade/route.ts';
import { trades } from './trades/route.ts';

/** Every page; those with `navigation` in its order. */
export const pages: readonly PageDefinition[] = [
  dashboard,
  performance,
  trades,
  trade,
  activity,
  importing,
  dataHealth,
  settings,
  signIn,
  signUp,
];
