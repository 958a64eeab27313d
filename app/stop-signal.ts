import os from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Resolves to the signal by which somebody stops the program; a second one ends it at once. */
export function stopSignal(): Promise<string> {
  let isStopping = false;
  return new Promise((resolve) => {
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        if (isStopping) process.exit(128 + os.constants.signals[signal]);
        isStopping = true;
        resolve(signal);
      });
    }
  });
}
