/** Counters and durations of this process, in the text format of Prometheus. */
export class Metrics {
  private readonly counts = new Map<string, number>();

  /** Adds to a counter; `labels` as `operation="growth",status="200"`. */
  count(name: string, labels: string, by = 1): void {
    const key = `${name}{${labels}}`;
    this.counts.set(key, (this.counts.get(key) ?? 0) + by);
  }

  text(): string {
    const lines = [...this.counts].sort(([a], [b]) => (a < b ? -1 : 1));
    const names = new Set(lines.map(([key]) => key.slice(0, key.indexOf('{'))));
    const blocks = [...names].map((name) => {
      const own = lines
        .filter(([key]) => key.startsWith(`${name}{`))
        .map(([key, value]) => `${key} ${value}`);
      return [`# TYPE ${name} counter`, ...own].join('\n');
    });
    const { rss, heapUsed } = process.memoryUsage();
    return `${[...blocks, `process_resident_memory_bytes ${rss}`, `nodejs_heap_size_used_bytes ${heapUsed}`].join('\n')}\n`;
  }
}
