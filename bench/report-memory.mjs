/** Loaded before a measured program where the system has no way to tell its peak memory from outside. */
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const file = process.env.TIDEMARK_BENCH_PEAK;
  if (file !== undefined) writeFileSync(file, String(process.resourceUsage().maxRSS));
});
