/** Work that is done again and again until it is stopped. */
export interface Loop {
  /** Ends it; resolves when the turn that is under way is over. */
  stop(): Promise<void>;
}

/**
 * Does the work at once, and again so many milliseconds after each turn has ended: turns never overlap. What a turn
 * throws is told, and the next one comes all the same.
 */
export function startLoop(pauseMs: number, work: () => Promise<void>, fault: (error: unknown) => void): Loop {
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  const turn = async (): Promise<void> => {
    await work().catch(fault);
    if (!stopped) timer = setTimeout(begin, pauseMs).unref();
  };
  let running = Promise.resolve();
  const begin = (): void => {
    running = turn();
  };
  begin();
  return {
    stop: async () => {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
