import { z } from 'zod';
import { created, done, endpoints, ok } from '../route.ts';
import {
  ACTIVITY_STATUSES,
  Connection,
  ConnectionActivity,
  ConnectionChange,
  ConnectionInput,
  Synced,
} from '../schemas/connection.ts';
import { PAGE, page } from '../schemas/queries.ts';
import { id } from '../schemas/scalars.ts';

const ofConnection = z.object({ id: id('Of the connection.') });
const CONNECTIONS = { access: 'user', scope: 'connections' } as const;

export const connectionRoutes = endpoints('Connections', {
  listConnections: {
    ...CONNECTIONS,
    method: 'GET',
    path: '/connections',
    summary: 'Ways to brokers',
    query: z.object(PAGE),
    answers: ok(page(Connection), 'The newest first.'),
  },
  createConnection: {
    ...CONNECTIONS,
    method: 'POST',
    path: '/connections',
    summary: 'Connect a broker',
    body: ConnectionInput,
    answers: created(Connection, '`portal_url`, where the user has to go there.'),
  },
  getConnection: {
    ...CONNECTIONS,
    method: 'GET',
    path: '/connections/{id}',
    summary: 'A way to a broker',
    params: ofConnection,
    answers: ok(Connection, 'The connection.'),
  },
  changeConnection: {
    ...CONNECTIONS,
    method: 'PATCH',
    path: '/connections/{id}',
    summary: 'Say which accounts a connection feeds',
    params: ofConnection,
    body: ConnectionChange,
    answers: ok(Connection, 'As it is now.'),
  },
  deleteConnection: {
    ...CONNECTIONS,
    method: 'DELETE',
    path: '/connections/{id}',
    summary: 'Disconnect a broker',
    description: 'What it brought in stays; its keys are destroyed.',
    params: ofConnection,
    answers: done('The connection is gone.'),
  },
  listConnectionActivities: {
    ...CONNECTIONS,
    method: 'GET',
    path: '/connections/{id}/activities',
    summary: 'What a broker told, as it came',
    params: ofConnection,
    query: z.object({
      ...PAGE,
      status: z.enum(ACTIVITY_STATUSES).optional().describe('Only those that stand so.'),
    }),
    answers: ok(page(ConnectionActivity), 'The newest first.'),
  },
  takeOverActivity: {
    ...CONNECTIONS,
    method: 'POST',
    path: '/connections/{id}/activities/{activity_id}/apply',
    summary: 'Take over what a provider states otherwise now',
    description:
      'Of an activity that is `changed`: its events are corrected, as a change that can be undone.',
    params: ofConnection.extend({ activity_id: id('Of the activity, as the provider names it.') }),
    answers: ok(ConnectionActivity, 'As it stands now.'),
  },
  openConnectionPortal: {
    ...CONNECTIONS,
    method: 'POST',
    path: '/connections/{id}/portal',
    summary: 'Let a provider in again',
    description: 'For access that is not given yet, or was taken away. The accounts stay what they feed.',
    params: ofConnection,
    answers: ok(Connection, 'With `portal_url`, which lasts for minutes.'),
  },
  syncConnection: {
    ...CONNECTIONS,
    method: 'POST',
    path: '/connections/{id}/sync',
    summary: 'Bring in what a broker has',
    params: ofConnection,
    answers: ok(Synced, 'What came; where work goes on, `job_id` says where to look.'),
  },
});
