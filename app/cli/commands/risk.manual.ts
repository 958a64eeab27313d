import type { Manual } from '../command.ts';

export const MANUAL: Manual = {
  summary: 'the risk of a series of values or returns, alone or against a benchmark',
  usage: ['risk FILE [--periods-per-year N] [--risk-free R] [--log-returns] [--json]'],
  about: [
    'FILE has the columns date and value, or date and return (0.01 is 1 %), and may have benchmark: levels beside values, ' +
      'returns beside returns. Each row is one period; N of them make a year, 252 unless told.',
    'Deviations are those of a sample (divisor n − 1). The years of the Calmar ratio are the number of periods ÷ N.',
  ],
  examples: [
    {
      does: 'Monthly returns of a fund and its benchmark',
      call: 'tidemark risk examples/monthly-returns.csv --periods-per-year 12',
    },
  ],
};
