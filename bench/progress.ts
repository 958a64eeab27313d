let told = '';

/**
 * Says on stderr what is being measured: one line that replaces itself on a terminal, elsewhere a line for each step.
 * `detail` is how far the step has come.
 */
export function progress(step: string, detail = ''): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${detail === '' ? step : `${step}, ${detail}`}`);
  else if (step !== told) process.stderr.write(`${step} …\n`);
  told = step;
}

export function endProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
}
