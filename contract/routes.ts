import type { Route } from './route.ts';
import { accountRoutes, portfolioRoutes, userRoutes } from './routes/accounts.ts';
import { analysisRoutes, holdingRoutes } from './routes/analysis.ts';
import { authRoutes } from './routes/auth.ts';
import { connectionRoutes } from './routes/connections.ts';
import { dataHealthRoutes } from './routes/data-health.ts';
import { changeRoutes, importRoutes, transactionRoutes } from './routes/ledger.ts';
import { priceRoutes } from './routes/prices.ts';
import { programRoutes } from './routes/program.ts';
import { valueRoutes } from './routes/values.ts';

/** Every endpoint by its operation. The API serves what is here and nothing else; the client has a function for each. */
export const routes: Routes = {
  ...authRoutes,
  ...userRoutes,
  ...accountRoutes,
  ...portfolioRoutes,
  ...transactionRoutes,
  ...importRoutes,
  ...changeRoutes,
  ...valueRoutes,
  ...holdingRoutes,
  ...analysisRoutes,
  ...dataHealthRoutes,
  ...priceRoutes,
  ...connectionRoutes,
  ...programRoutes,
};

/** The exact types of all endpoints. */
export type Routes = typeof authRoutes &
  typeof userRoutes &
  typeof accountRoutes &
  typeof portfolioRoutes &
  typeof transactionRoutes &
  typeof importRoutes &
  typeof changeRoutes &
  typeof valueRoutes &
  typeof holdingRoutes &
  typeof analysisRoutes &
  typeof dataHealthRoutes &
  typeof priceRoutes &
  typeof connectionRoutes &
  typeof programRoutes;

export type Operation = keyof Routes;

/** The same as a list, in the order of the document. */
export const routeList: readonly Route[] = Object.values(routes);
