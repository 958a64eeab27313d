import { seedOf, simulatedRuns, USUAL } from './runs.ts';

simulatedRuns('months of operation', [0, 1, 2, 3, 4, 5, 6].map(seedOf), { size: USUAL, accountYears: 100 });
