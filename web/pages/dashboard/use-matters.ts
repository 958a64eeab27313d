import { usePortfolio, useRead } from '../../data/index.ts';
import type { Matter } from './attention.tsx';

const SOME = { limit: 100 };

/** Reads what needs attention: differences, prices held back, connections, what fails now. */
export function useMatters(): readonly Matter[] {
  const params = { id: usePortfolio() };
  const differences = useRead('reconciliation', { params, query: { status: 'open', ...SOME } });
  const held = useRead('listHeldBackPrices', { query: SOME });
  const connections = useRead('listConnections', { query: SOME });
  const incidents = useRead('listIncidents', { query: { status: 'open', ...SOME } });
  const broken = connections.data?.items.filter(({ status }) => status === 'needs_attention') ?? [];
  return [
    ...counted(
      'differences',
      differences.data?.items.length,
      'difference to a broker’s report',
      'differences to brokers’ reports',
      '/data-health',
    ),
    ...counted('held', held.data?.items.length, 'price is held back', 'prices are held back', '/data-health'),
    ...broken.map(({ id, name }) => ({ id, said: `${name} has to be let in again`, to: '/settings' })),
    ...(incidents.data?.items ?? []).map(({ id, message }) => ({ id, said: message, to: '/data-health' })),
  ];
}

function counted(id: string, count: number | undefined, one: string, many: string, to: string): Matter[] {
  if (!count) return [];
  return [{ id, said: count === 1 ? `1 ${one}` : `${count} ${many}`, to }];
}
