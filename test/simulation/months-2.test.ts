import { seedOf, simulatedRuns, USUAL } from './runs.ts';

// In a file of their own: two cores take two files.
simulatedRuns('more months', [7, 8, 9, 10, 11, 12, 13].map(seedOf), { size: USUAL, accountYears: 100 });
